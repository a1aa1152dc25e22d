"""Where an enquiry stands, and what each act refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from factories import START

from spoc_tui.casework.enquiries import handling
from spoc_tui.casework.enquiries.enquiry import Case, Enquiry, Outcome, Routing, Status
from spoc_tui.casework.errors import BadInput, NotFound, Refused, SpocError
from spoc_tui.casework.records import require
from spoc_tui.casework.records.event import Event, EventKind
from spoc_tui.casework.records.promise import Promise

OPEN = Enquiry(
    uid="e",
    reference="ENQ-26-0001",
    subject="A key",
    status=Status.NEW,
    received_at=START,
    acknowledge_by=date(2026, 4, 8),
    answer_by=date(2026, 4, 20),
    clock_from=date(2026, 4, 2),
)
CLOSED = OPEN._replace(status=Status.CLOSED, closed_at=START, outcome=Outcome.RESOLVED)
HOUR = timedelta(hours=1)
TODAY = date(2026, 4, 2)
ACKNOWLEDGED = Event("a", EventKind.ACKNOWLEDGED, START)
HOP = Routing("r", "housing", "Housing", "Housing", START, date(2026, 4, 13))
PROMISE = Promise("p", 1, "Ring back", date(2026, 4, 9), START)
KEPT = PROMISE._replace(number=2, kept_at=START)
WITHDRAWN = PROMISE._replace(number=3, withdrawn_at=START)


def case(
    enquiry: Enquiry = OPEN,
    *,
    timeline: tuple[Event, ...] = (),
    hops: tuple[Routing, ...] = (),
    promises: tuple[Promise, ...] = (),
) -> Case:
    return Case(enquiry, timeline, hops, promises)


ANSWERED = OPEN._replace(answered_at=START, caller="Ida")
TOLD = ANSWERED._replace(told_at=START + HOUR)


def told(whom: str, *, hours: int = 1) -> Event:
    """A telling, so many hours after the start."""
    return Event("t", EventKind.TOLD, START + hours * HOUR, whom=whom)


def told_again(whom: str, *before: Event, enquiry: Enquiry = TOLD) -> None:
    handling.check_told(case(enquiry, timeline=before), START + 9 * HOUR, whom)


@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("waiting", [True, False])
@pytest.mark.parametrize("answered", [True, False])
@pytest.mark.parametrize("with_team", [True, False])
def test_status_follows_from_the_facts(
    closed: bool, waiting: bool, answered: bool, with_team: bool
) -> None:
    status = handling.status_of(
        closed=closed, waiting=waiting, answered=answered, with_team=with_team
    )
    first = [
        word
        for word, holds in (
            ("closed", closed),
            ("waiting", waiting),
            ("answered", answered),
            ("with-team", with_team),
            ("new", True),
        )
        if holds
    ]
    assert status == first[0]


ALLOWED: dict[str, Callable[[], object]] = {
    "first route": lambda: handling.check_route(case(), "housing", ""),
    "route again after an answer": lambda: handling.check_route(
        case(hops=(HOP._replace(replied_at=START),)), "housing", ""
    ),
    "back to a team that sent it back": lambda: handling.check_route(
        case(hops=(HOP._replace(ended_at=START),)), "housing", ""
    ),
    "pass on": lambda: handling.check_route(case(hops=(HOP,)), "revenues", "Theirs."),
    "told": lambda: handling.check_told(case(ANSWERED), START, ""),
    "told somebody else too": lambda: told_again("The chair", told("Ida")),
    "told a new answer": lambda: told_again("Ida", told("Ida"), enquiry=ANSWERED),
    "told only an earlier answer": lambda: told_again("Bea", told("Bea", hours=0), told("Ida")),
    "acknowledge": lambda: handling.check_acknowledge(case()),
    "acknowledge what was by being logged": lambda: handling.check_acknowledge(
        case(OPEN._replace(acknowledged_at=START))
    ),
    "acknowledge what turned out to be a letter": lambda: handling.check_acknowledge(
        case(timeline=(ACKNOWLEDGED,))
    ),
    "a day that is today": lambda: require.require_ahead(TODAY, TODAY, "until"),
    "wait": lambda: handling.check_wait(OPEN),
    "resume": lambda: handling.check_resume(OPEN._replace(waiting_since=START)),
    "close once told": lambda: handling.check_close(
        case(OPEN._replace(told_at=START)), Outcome.RESOLVED, ""
    ),
    "close with a reason": lambda: handling.check_close(case(), Outcome.UNREACHABLE, "No reply."),
    "close over kept promises": lambda: handling.check_close(
        case(promises=(KEPT, WITHDRAWN)), Outcome.PARTLY, "Enough."
    ),
    "reopen": lambda: require.require_reopenable(CLOSED, "They rang."),
}

REFUSED: dict[str, tuple[type[SpocError], str, Callable[[], object]]] = {
    "any act on a closed one": (
        Refused,
        "is closed. Reopen it before you answer it",
        lambda: require.require_open(CLOSED, "answer it"),
    ),
    "route a closed one": (
        Refused,
        "Reopen it",
        lambda: handling.check_route(case(CLOSED), "x", ""),
    ),
    "pass on to the same team": (
        Refused,
        "is with Housing already",
        lambda: handling.check_route(case(hops=(HOP,)), "housing", "Again."),
    ),
    "pass on without a reason": (
        Refused,
        "needs a reason",
        lambda: handling.check_route(case(hops=(HOP,)), "revenues", "  "),
    ),
    "chase with no team": (
        Refused,
        "is with no team now",
        lambda: handling.require_team(case(), "chase it"),
    ),
    "chase after the reply": (
        Refused,
        "is with no team now",
        lambda: handling.require_team(case(hops=(HOP._replace(replied_at=START),)), "chase it"),
    ),
    "told without an answer": (
        Refused,
        "has no answer yet",
        lambda: handling.check_told(case(), START, ""),
    ),
    "told before received": (
        BadInput,
        "before the enquiry was received",
        lambda: handling.check_told(case(ANSWERED), START - timedelta(seconds=1), ""),
    ),
    "told on a closed one": (
        Refused,
        "Reopen it",
        lambda: handling.check_told(case(CLOSED), START, ""),
    ),
    "told twice": (
        Refused,
        "the caller was told already, on Thu 2 Apr 2026 11:00. If it was somebody else, say whom",
        lambda: told_again("", told(""), enquiry=TOLD._replace(caller="")),
    ),
    "the caller told twice, once by name": (
        Refused,
        "Ida was told already",
        lambda: told_again("IDA", told("The chair"), told("")),
    ),
    "acknowledge twice": (
        Refused,
        "acknowledged to the caller already, on Thu 2 Apr 2026 10:00. For anything more, add a not",
        lambda: handling.check_acknowledge(
            case(OPEN._replace(acknowledged_at=START), timeline=(ACKNOWLEDGED,))
        ),
    ),
    "the team acknowledges twice": (
        Refused,
        "Housing acknowledged ENQ-26-0001 already, on Thu 2 Apr 2026 10:00",
        lambda: handling.check_team_acknowledged(case(hops=(HOP._replace(acknowledged_at=START),))),
    ),
    "a day that is past": (
        BadInput,
        "Wed 1 Apr 2026 is past. Give today or a later day",
        lambda: require.require_ahead(date(2026, 4, 1), TODAY, "until"),
    ),
    "wait twice": (
        Refused,
        "waiting on the caller already, for: the lease",
        lambda: handling.check_wait(OPEN._replace(waiting_since=START, waiting_for="the lease")),
    ),
    "wait on a closed one": (Refused, "Reopen it", lambda: handling.check_wait(CLOSED)),
    "resume without a wait": (Refused, "is not waiting", lambda: handling.check_resume(OPEN)),
    "close twice": (
        Refused,
        "closed already",
        lambda: handling.check_close(case(CLOSED), Outcome.RESOLVED, "x"),
    ),
    "close over an open promise": (
        Refused,
        r"has a promise to keep: 1\. Ring back \(by Thu 9 Apr 2026\)",
        lambda: handling.check_close(
            case(OPEN._replace(told_at=START), promises=(PROMISE, KEPT)), Outcome.RESOLVED, "x"
        ),
    ),
    "close untold without a reason": (
        Refused,
        "has not been told",
        lambda: handling.check_close(case(), Outcome.WITHDRAWN, " \n"),
    ),
    "reopen an open one": (Refused, "is not closed", lambda: require.require_reopenable(OPEN, "x")),
    "reopen without a reason": (
        BadInput,
        "why it is reopened",
        lambda: require.require_reopenable(CLOSED, " "),
    ),
    "words that say nothing": (
        BadInput,
        "Say what to note",
        lambda: require.require_text(" \n ", "what to note", "text"),
    ),
    "no open promise": (
        Refused,
        "no open promise",
        lambda: require.require_open_promise(case(promises=(KEPT,)), None),
    ),
    "several open promises": (
        BadInput,
        r"Say which: 1\. Ring back; 4\. Ring back",
        lambda: require.require_open_promise(
            case(promises=(PROMISE, PROMISE._replace(number=4))), None
        ),
    ),
    "a promise that is not there": (
        NotFound,
        "has no promise 9",
        lambda: require.require_open_promise(case(promises=(PROMISE,)), 9),
    ),
    "a promise kept already": (
        Refused,
        "was kept already",
        lambda: require.require_open_promise(case(promises=(PROMISE, KEPT)), 2),
    ),
    "a promise withdrawn": (
        Refused,
        "was withdrawn",
        lambda: require.require_open_promise(case(promises=(PROMISE, WITHDRAWN)), 3),
    ),
}


@pytest.mark.parametrize("name", ALLOWED)
def test_allowed(name: str) -> None:
    assert ALLOWED[name]() is None


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    kind, words, attempt = REFUSED[name]
    with pytest.raises(kind, match=words):
        attempt()


def test_the_team_that_has_it_is_the_open_hop() -> None:
    ended = HOP._replace(uid="first", ended_at=START)
    assert handling.require_team(case(hops=(ended, HOP)), "chase it") == HOP


def test_the_only_open_promise_need_not_be_named() -> None:
    assert require.require_open_promise(case(promises=(KEPT, PROMISE)), None) == PROMISE
    assert require.require_open_promise(case(promises=(PROMISE, KEPT)), 1) == PROMISE
