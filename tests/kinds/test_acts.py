"""How acts change records of any declared kind: what they ask, refuse, close and lead to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from spoc_tui.casework.dates.when import DayAndTime
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.act import Act, Change, Promised, act
from spoc_tui.casework.kinds.catalogue import all_kinds
from spoc_tui.casework.kinds.fields import day, line, text
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.now import Now
from spoc_tui.casework.kinds.record import DeclaredRecord, RecordStatus
from spoc_tui.casework.kinds.shared_acts import acts_of, acts_that_apply, edited
from spoc_tui.casework.records.promise import Promise
from spoc_tui.casework.records.require import Closed, require_order
from spoc_tui.casework.records.worded import Worded

DAYS = WorkingDays()
NOW = Now(datetime(2026, 11, 27, 14, 30, tzinfo=UTC), DAYS)


class Step(Worded):
    """Where a letter stands."""

    WRITTEN = "written"
    SENT = "sent"
    ANSWERED = "answered"


@dataclass(frozen=True, kw_only=True)
class Letter(DeclaredRecord):
    """A letter."""

    subject_line: str = line("Subject", needed=True)
    written: date | None = day("Written", past=True)
    answer_by: date | None = day("Answer by")
    sent: date | None = day("Sent", typed=False)
    answered: date | None = day("Answered", typed=False)

    @property
    def subject(self) -> str:
        return self.subject_line


@act("Send it", "sent off", begins=Step.SENT, asks={"on": day("On", "blank: today", past=True)})
def send(one: Letter, now: Now, *, on: date | None) -> Change:
    """It went

    by post.
    """
    return Change({"sent": on or now.today})


def require_sent(one: Letter) -> None:
    """Refuses an answer to what was not sent."""
    if one.sent is None:
        raise Refused(f"{one.reference} was not sent.")


@act("Record the answer", "answered", begins=Step.ANSWERED, needs=require_sent, ends=True)
def answer(one: Letter, now: Now) -> Change:
    """They answered."""
    return Change({"answered": now.today}, text="with thanks", at=now.at - timedelta(hours=1))


@act("Lose it", "lost", asks={"why": text("Why")})
def lose_it(one: Letter, now: Now, *, why: str) -> Change:
    """It is gone."""
    return Change(text=why, ends=True)


def settle(one: Letter) -> Step:
    """By what happened last."""
    if one.answered is not None:
        return Step.ANSWERED
    return Step.SENT if one.sent is not None else Step.WRITTEN


def check(one: Letter) -> None:
    """No answer is wanted before it was written."""
    require_order(one.written, one.answer_by, "It cannot be answered first", "answer_by")


def due(one: Letter, days: WorkingDays) -> list[Due]:
    """The answer."""
    return [Due("answer", one.answer_by, "as asked")] if one.answer_by else []


KIND = Kind(
    code="letter",
    letters="LTR",
    called="letter",
    plural="letters",
    record=Letter,
    area="post",
    steps=Step,
    acts=(send, answer, lose_it),
    settle=settle,
    check=check,
    due=due,
)
PLAIN: Kind[Letter] = Kind(
    code="slip", letters="SLP", called="slip", plural="slips", record=Letter, area="post"
)
LETTER = KIND.settled(
    Letter(uid="u1", reference="LTR-26-0001", subject_line="A gate", began_at=NOW.at)
)
SENT = KIND.after(LETTER, {"sent": date(2026, 11, 20)})
CLOSED = replace(LETTER, closed_at=NOW.at, closed_why="lost")
PROMISE = Promise("p1", 1, "ring back", date(2026, 12, 1), NOW.at, time(9, 30))


def done(one: Letter, name: str, **given: Any) -> Change:
    """What an act of the kind changes."""
    return acts_of(KIND)[name].do(one, given, NOW)


def test_an_act_is_named_and_explained_by_its_function() -> None:
    assert (send.name, lose_it.name) == ("send", "lose-it")
    assert send.help == "It went by post."
    assert send.asks["on"].label == "On"
    assert send.asks["on"].name == "on"


def test_an_act_changes_values_and_the_record_stands_where_they_say() -> None:
    change = done(LETTER, "send")
    assert change == Change({"sent": date(2026, 11, 27)})
    after = KIND.after(LETTER, change.values)
    assert after.status is Step.SENT is send.begins
    assert LETTER.status is Step.WRITTEN
    assert done(LETTER, "send", on=date(2026, 11, 2)).values == {"sent": date(2026, 11, 2)}


def test_an_act_that_ends_a_record_closes_it() -> None:
    change = done(SENT, "answer")
    assert change.values == {
        "answered": date(2026, 11, 27),
        "closed_at": NOW.at,
        "closed_why": "with thanks",
    }
    after = KIND.after(SENT, change.values)
    assert not after.is_open
    assert after.status is Step.ANSWERED
    assert done(LETTER, "lose-it", why="a fire").values["closed_why"] == "a fire"


@pytest.mark.parametrize(
    ("one", "name", "why"),
    [
        (SENT, "send", "LTR-26-0001 is sent already"),
        (LETTER, "answer", "was not sent"),
        (CLOSED, "send", "LTR-26-0001 is closed. Reopen it before you send it"),
        (CLOSED, "close", "is closed already"),
        (CLOSED, "promise", "Reopen it before you promise"),
        (LETTER, "reopen", "is not closed"),
        (replace(SENT, promises=(PROMISE,)), "answer", "has a promise to keep: 1. ring back"),
        (replace(SENT, promises=(PROMISE,)), "close", "by Tue 1 Dec 2026 at 09:30"),
    ],
)
def test_an_act_says_why_it_does_not_apply_and_then_does_nothing(
    one: Letter, name: str, why: str
) -> None:
    made: Act[Letter] = acts_of(KIND)[name]
    refused = made.refusal(one)
    assert refused is not None
    assert why in str(refused)
    with pytest.raises(Refused, match=why):
        made.do(one, {}, NOW)


@pytest.mark.parametrize(
    ("name", "field"), [("note", "text"), ("close", "why"), ("promise", "text")]
)
def test_what_an_act_needs_must_be_given(name: str, field: str) -> None:
    with pytest.raises(BadInput, match="cannot be left blank") as refused:
        done(LETTER, name)
    assert refused.value.field == field


def test_what_closes_sometimes_never_closes_over_a_promise() -> None:
    with pytest.raises(Refused, match="has a promise to keep"):
        done(replace(SENT, promises=(PROMISE,)), "lose-it", why="a fire")


def test_a_closed_record_can_be_reopened_by_the_reference_it_is_refused_with() -> None:
    with pytest.raises(Closed) as refused:
        done(CLOSED, "send")
    assert (refused.value.uid, refused.value.reference) == ("u1", "LTR-26-0001")


def test_values_that_do_not_go_together_are_refused() -> None:
    one = replace(LETTER, written=date(2026, 11, 2))
    with pytest.raises(BadInput, match="cannot be answered first") as refused:
        KIND.after(one, {"answer_by": date(2026, 11, 1)})
    assert refused.value.field == "answer_by"


# The acts that all kinds share.


def test_a_note_is_only_words() -> None:
    assert done(CLOSED, "note", text="They rang.") == Change(text="They rang.")


def test_a_promise_is_made_for_a_time_to_come() -> None:
    by = DayAndTime(date(2026, 11, 27), time(16))
    change = done(LETTER, "promise", text="ring back", by=by)
    assert change.then == (Promised("ring back", by),)
    assert change.text == "ring back, by Fri 27 Nov 2026 at 16:00"
    with pytest.raises(BadInput, match="is past"):
        done(LETTER, "promise", text="ring", by=DayAndTime(date(2026, 11, 27), time(9)))


def test_closing_and_reopening() -> None:
    closed = KIND.after(LETTER, done(LETTER, "close", why="no answer wanted").values)
    assert (closed.is_open, closed.closed_why) == (False, "no answer wanted")
    again = KIND.after(closed, done(closed, "reopen", why="they wrote").values)
    assert again == LETTER


def test_a_kind_without_steps_is_open_or_closed() -> None:
    assert PLAIN.settled(LETTER).status is RecordStatus.OPEN
    assert PLAIN.settled(CLOSED).status is RecordStatus.CLOSED
    assert PLAIN.dues(LETTER, DAYS) == []
    assert list(acts_of(PLAIN)) == ["note", "promise", "close", "reopen"]


def test_the_likeliest_act_comes_first() -> None:
    assert [one.name for one in acts_that_apply(KIND, LETTER)][:2] == ["send", "lose-it"]
    assert acts_that_apply(KIND, SENT)[0] is answer
    assert [one.name for one in acts_that_apply(KIND, CLOSED)] == ["note", "reopen"]


def test_a_kinds_own_act_stands_for_the_one_that_all_share() -> None:
    @act("Tear it up", "torn up", ends=True)
    def close(one: Letter, now: Now) -> Change:
        """It is no more."""
        return Change()

    kind = replace(KIND, acts=(*KIND.acts, close))
    assert acts_of(kind)["close"] is close
    assert len(acts_of(kind)) == len(acts_of(KIND))


def test_editing_says_which_fields_changed() -> None:
    typed = {"subject_line": "A gate", "answer_by": date(2026, 12, 1)}
    assert edited(KIND, LETTER, typed, NOW) == Change({"answer_by": date(2026, 12, 1)}, "answer by")
    assert edited(KIND, LETTER, {"subject_line": "A gate"}, NOW) is None


# What is due.


def test_what_is_due_comes_in_its_order_and_nothing_of_a_closed_record() -> None:
    one = replace(
        LETTER,
        answer_by=date(2026, 12, 4),
        promises=(PROMISE, PROMISE._replace(uid="p2", kept_at=NOW.at)),
        follow_up=DayAndTime(date(2026, 12, 1), time(9)),
    )
    assert KIND.dues(one, DAYS) == [
        Due("follow-up", date(2026, 12, 1), at=time(9)),
        Due("promise", date(2026, 12, 1), "ring back", time(9, 30)),
        Due("answer", date(2026, 12, 4), "as asked"),
    ]
    assert KIND.dues(replace(one, closed_at=NOW.at), DAYS) == []


def test_today_is_londons() -> None:
    assert Now(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), DAYS).today == date(2026, 7, 1)


NO_VERBS = {
    *("a", "all", "an", "cabinet", "heads", "it", "its", "later", "nobody", "nothing", "notice"),
    *("places", "somebody", "that", "the", "their", "they", "what", "who"),
}
"""A sentence begins with one of these; what there is to do, does not."""


@pytest.mark.parametrize("kind", [*all_kinds()], ids=lambda kind: kind.code)
def test_what_an_act_would_be_is_told_as_something_to_do(kind: Kind[Any]) -> None:
    for one in acts_of(kind).values():
        assert one.in_a_sentence.split()[0].casefold() not in NO_VERBS, one.name
