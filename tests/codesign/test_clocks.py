"""When a plan warns, who is told by when, who goes to an event, when a directorate is briefed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from factories import (
    FixedClock,
    in_memory,
    make_briefing,
    make_event,
    make_invitation,
    make_organisation,
)

from db.kinds import whole_index
from db.store import Store
from spoc_tui.casework.codesign.dated import FIGURES
from spoc_tui.casework.codesign.season import warnings
from spoc_tui.casework.codesign.steps import BriefingStep, EventStep, Step
from spoc_tui.casework.council.council import Directorate
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.kinds.kind import Due


def dues(store: Store, kind: str, uid: str) -> list[Due]:
    its = store.declared(kind)
    return its.dues(its.get(uid).record)


def due_of(store: Store, kind: str, uid: str, what: str) -> Due | None:
    return next((one for one in dues(store, kind, uid) if one.what == what), None)


def kept_dues(store: Store, uid: str) -> set[tuple[str, str]]:
    """What the desk has of a record, and would not work out again."""
    rows = store.connection.execute("SELECT what, due FROM record_due WHERE record = ?", [uid])
    return {(row["what"], row["due"]) for row in rows}


@pytest.mark.parametrize(
    ("opened", "closes", "says"),
    [
        ("2026-09-01", "2026-09-28", []),  # the twentieth working day
        ("2026-09-01", "2026-09-27", ["open for 19 working days, under 20"]),
        ("2026-03-09", "2026-04-07", []),  # with Easter: twenty
        ("2026-03-10", "2026-04-07", ["open for 19 working days, under 20"]),
        ("2026-07-01", "2026-08-03", ["1 of its 24 working days lies in August"]),
        ("2026-07-01", "2026-07-31", []),
        ("2026-07-06", "2026-08-02", ["0 of its 20 working days lie in August"]),
        ("2026-11-16", "2026-12-20", ["0 of its 25 working days lie at Christmas"]),
        ("2026-11-16", "2026-12-19", []),
        ("2027-01-04", "2027-02-12", ["1 of its 30 working days lies at Christmas"]),
        ("2027-01-05", "2027-02-12", []),
        (
            "2026-08-10",
            "2026-08-12",
            ["open for 3 working days, under 20", "3 of its 3 working days lie in August"],
        ),
    ],
)
def test_a_plan_warns_that_it_is_short_or_open_when_few_answer(
    opened: str, closes: str, says: list[str]
) -> None:
    days = (date.fromisoformat(opened), date.fromisoformat(closes))
    found = list(warnings(*days, WorkingDays(), FIGURES))
    assert len(found) == len(says), found
    for sentence, wanted in zip(found, says, strict=True):
        assert wanted in sentence


def test_days_the_wrong_way_round_or_without_end_warn_of_nothing() -> None:
    first = date(2026, 9, 1)
    for last in (date(2026, 8, 1), date(9999, 12, 31)):
        assert list(warnings(first, last, WorkingDays(), FIGURES)) == []


def test_the_figures_move_what_it_warns_of(store: Store) -> None:
    one = make_invitation(store, opened="2026-09-01", closes="2026-09-10")
    assert "under 20" in one.warning
    store.dated_figures.add(
        "Working days for which a plan is open", "5 working days", date(2026, 1, 1), "the compact"
    )
    store.dated_figures.add("Month of the year in which few answer", "9", date(2026, 1, 1), "us")
    warning = store.declared("invitation").get(one.uid).record.warning  # type: ignore[attr-defined]
    assert warning == "8 of its 8 working days lie in September."


@pytest.mark.parametrize(
    ("closes", "by"),
    [
        ("2026-04-02", "2026-05-05"),  # Easter, and the early May holiday
        ("2026-12-11", "2027-01-13"),
        ("2026-06-01", "2026-06-29"),
        ("2028-02-29", "2028-03-28"),
    ],
)
def test_those_invited_are_told_twenty_working_days_after_it_closes(closes: str, by: str) -> None:
    store = in_memory(FixedClock(datetime(2026, 3, 2, 9, tzinfo=UTC)))
    one = make_invitation(store, closes=closes)
    assert str(one.tell_by) == by
    assert one.working.startswith("Closes ")
    line = due_of(store, "invitation", one.uid, "what changed")
    assert line is not None
    assert str(line.on) == by
    assert line.show == date.fromisoformat(closes) + timedelta(days=1)
    store.close()


def test_what_its_desk_line_is_follows_from_who_is_there(store: Store) -> None:
    for name, size in (("Rook Lane", "large"), ("Strood Scouts", "micro")):
        make_organisation(store, name, size=size)
    its = store.declared("invitation")
    one = make_invitation(store, closes="2026-05-29", wanted="2")
    (first, second, _) = dues(store, "invitation", one.uid)
    assert (first.what, first.words) == (
        "invite",
        "Planning: nobody of it is invited",
    )
    assert (second.what, str(second.show)) == ("more answers", "2026-05-21")
    assert second.words == "0 of 2 answers; none of a small organisation"
    its.act(one.uid, "ask", {"role": "partner", "called": "Kent Police"})
    assert due_of(store, "invitation", one.uid, "invite") is not None
    for who in ("Rook Lane", "Strood Scouts"):
        its.act(one.uid, "ask", {"role": "sector", "organisation": who})
    assert due_of(store, "invitation", one.uid, "invite") is None
    its.act(one.uid, "answer", {"who": "Rook Lane", "said": "More trees."})
    lacking = due_of(store, "invitation", one.uid, "more answers")
    assert lacking is not None
    assert lacking.words == "1 of 2 answers; none of a small organisation"
    its.act(one.uid, "answer", {"who": "Strood Scouts"})
    assert due_of(store, "invitation", one.uid, "more answers") is None


def test_that_an_organisation_is_small_changes_what_is_due_at_once(store: Store) -> None:
    club = make_organisation(store, "Strood Scouts", size="large")
    its = store.declared("invitation")
    one = make_invitation(store, closes="2026-05-29", wanted="1")
    its.act(one.uid, "ask", {"role": "sector", "organisation": "Strood Scouts"})
    its.act(one.uid, "answer", {"who": "1"})
    lacking = ("more answers", "2026-05-29")
    assert lacking in kept_dues(store, one.uid)
    store.organisations.edit(club.uid, {"size": "micro"})
    assert lacking not in kept_dues(store, one.uid)
    store.undo()
    assert lacking in kept_dues(store, one.uid)


def test_everybody_invited_hears_what_changed_who_answered_or_not(
    store: Store, clock: FixedClock
) -> None:
    its = store.declared("invitation")
    one = make_invitation(store, closes="+20", opened="today")
    assert one.status is Step.OPEN
    for who in ("Ann Lee", "Bo Day", "Cy Roe"):
        its.act(one.uid, "ask", {"role": "sector", "called": who})
    assert str(its.get(one.uid).record.early) == "2026-04-02"  # type: ignore[attr-defined]
    given = {"who": "1", "said": "Too few trees.", "action": "Plant trees"}
    heard = its.act(one.uid, "answer", given).record
    assert heard.status is Step.HEARD
    (action,) = heard.actions  # type: ignore[attr-defined]
    assert [voice.said for voice in action.voices] == ["Too few trees."]
    clock.advance(days=30)
    its.act(one.uid, "respond", {"number": "1", "effect": "changed", "came": "Forty trees."})
    concluded = its.act(one.uid, "conclude", {"changed": "yes", "words": "Forty trees."}).record
    assert concluded.status is Step.CONCLUDED
    (action,) = concluded.actions  # type: ignore[attr-defined]
    assert action.done_text == "Forty trees."
    (line,) = dues(store, "invitation", one.uid)
    assert (line.what, line.words) == ("tell", "Ann Lee and 2 others")
    its.act(one.uid, "tell", {"who": "1"})
    its.act(one.uid, "excuse", {"who": "3", "why": "They moved away."})
    told = its.act(one.uid, "tell-all").record
    assert told.status is Step.TOLD
    assert [each.told for each in told.parties] == [store.today(), store.today(), None]
    (line,) = dues(store, "invitation", one.uid)
    assert (line.what, line.band) == ("close it", "tidy")
    closed = its.act(one.uid, "close", {"why": "It is in print."}).record
    assert closed.status is Step.TOLD


def test_a_plan_that_opens_on_another_day_is_moved(store: Store) -> None:
    one = make_invitation(store, opened="+5", closes="+40")
    assert one.status is Step.HEARD_OF
    opened: Any = store.declared("invitation").act(one.uid, "open").record
    assert (opened.status, opened.opened) == (Step.OPEN, store.today())


@pytest.mark.parametrize(
    ("when", "by", "show"),
    [
        ("2026-04-08", "2026-04-07", "2026-03-30"),  # Easter between
        ("2026-06-13", "2026-06-12", "2026-06-08"),  # a Saturday
        ("2026-06-16 19:00", "2026-06-15", "2026-06-09"),
    ],
)
def test_somebody_is_found_to_go_the_working_day_before(
    store: Store, when: str, by: str, show: str
) -> None:
    make_organisation(store)
    one = make_event(store, when=when)
    (line,) = dues(store, "event", one.uid)
    assert (line.what, str(line.on), str(line.show)) == ("who goes", by, show)
    going = store.declared("event").act(one.uid, "go", {"called": "Ann Lee"}).record
    assert going.status is EventStep.GOING
    (line,) = dues(store, "event", one.uid)
    assert (line.what, line.on, line.words) == ("event", one.day, "Ann Lee")


def test_what_was_promised_at_an_event_is_a_promise_of_it(store: Store, clock: FixedClock) -> None:
    make_organisation(store)
    one, its = make_event(store), store.declared("event")
    its.act(one.uid, "go", {"team": "Planning", "role": "listens"})
    clock.advance(days=7)
    given = {"words": "Sixty came.", "promised": "Send the form", "by": "+5"}
    went: Any = its.act(one.uid, "attend", given).record
    assert (went.status, went.attended) == (EventStep.ATTENDED, one.day)
    (promise,) = went.open_promises
    assert promise.text == "Send the form"
    assert [line.what for line in dues(store, "event", one.uid)] == ["promise"]


@pytest.mark.parametrize(("on", "by"), [("2024-02-29", "2025-02-28"), ("2025-03-31", "2026-03-31")])
def test_a_directorate_is_briefed_once_a_year(store: Store, on: str, by: str) -> None:
    one, its = make_briefing(store, on=on), store.declared("briefing")
    (line,) = dues(store, "briefing", one.uid)
    assert (line.what, str(line.on)) == ("brief again", by)
    assert line.words.startswith("Briefed ")
    store.dated_figures.add(
        "Months between two briefings of a directorate", "6 months", date(2020, 1, 1), "us"
    )
    (line,) = dues(store, "briefing", one.uid)
    assert str(line.on) < by
    after: Any = its.act(one.uid, "again", {"people": "12"})
    assert after.record.status is BriefingStep.FOLLOWED
    (new,) = its.page(open_only=True)
    assert (new.people, new.on) == (12, store.today())  # type: ignore[attr-defined]


def test_a_directorate_never_briefed_stands_on_the_desk_once_briefings_are_kept(
    store: Store,
) -> None:
    names = {one.name for one in store.council.directorates() if not one.partner}
    assert unbriefed(store) == set()  # nobody keeps them here
    one = make_briefing(store, "Housing")
    briefed = one.directorate.name
    assert unbriefed(store) == names - {briefed}
    other = next(iter(names - {briefed}))
    make_briefing(store, other, on="2026-04-01")
    assert unbriefed(store) == names - {briefed, other}
    store.undo()
    assert unbriefed(store) == names - {briefed}


def unbriefed(store: Store) -> set[str]:
    """The directorates that the desk says were never briefed."""
    items = store.agenda.items(store.agenda.keys(store.today()))
    its = [one for one in items if one.kind == "directorate"]
    assert all((one.what, one.band.code, one.reference) == ("brief", "tidy", "") for one in its)
    return {name for one in its for name in one.subject.removeprefix("Never briefed: ").split(", ")}


def test_a_briefing_is_found_by_the_name_that_its_directorate_has_now(store: Store) -> None:
    one = make_briefing(store, "Housing")
    assert one.uid in found(store, one.directorate.name)
    directorate = store.council.find_directorate(one.directorate.name)
    store.council.edit(Directorate, directorate.uid, {"name": "Zebra crossings"})
    assert one.uid in found(store, "zebra")
    assert one.uid not in found(store, "community services")
    assert list(whole_index.wrong(store.connection)) == []


def found(store: Store, typed: str) -> set[str]:
    return {hit.uid for hit in store.search.anything(typed)}
