"""What was done for each recommendation, beside a slow, obvious recount of every record."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from buying_made import make_buying
from factories import (
    DEMO_MORNING,
    FixedClock,
    make_award,
    make_bid,
    make_commitment,
    make_compact,
    make_invitation,
    make_organisation,
    make_pilot,
    make_window,
)
from prescribing_made import make_prescribing

from db.store import Store
from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.records.link import Says
from spoc_tui.casework.week.periods import Period, year_of
from spoc_tui.casework.year.done import THE_POST, THE_SECTOR
from spoc_tui.casework.year.recommendations import NUMBERS, RECOMMENDATIONS, named_in

DAYS: dict[str, tuple[str, dict[str, str]]] = {
    "compact": (
        "1",
        {
            "consulted": "consultation begun",
            "agreed": "agreed",
            "signed": "signed",
            "in_force": "in force",
            "reviewed": "reviewed",
            "replaced": "replaced",
        },
    ),
    "bid": (
        "2a",
        {"interest": "interest registered", "submitted": "submitted", "second": "stage 2"},
    ),
    "award": ("2a", {"awarded": "awarded"}),
    "model": ("2a", {"read_on": "model read", "reviewed": "model looked at again"}),
    "window": (
        "3",
        {
            "opened": "window opened",
            "sent": "the sector’s views sent",
            "evaluated": "evaluated",
        },
    ),
    "scheme": ("3", {"put_forward": "put forward", "secured": "secured", "built": "built"}),
    "pilot": ("3", {"evaluated": "evaluated", "decided": "decided by the Cabinet"}),
    "briefing": ("4", {"on": "briefed"}),
}
ROWS = {
    "compact": ("1", "signatures", "signed", "a signature"),
    "service": ("2b", "readings", "as_of", "asked for room"),
    "offer": ("5", "deliveries", "on", "delivered"),
}


def _all(store: Store, kind: str) -> list[Any]:
    return list(store.declared(kind).page(limit=-1))


def recount(store: Store) -> Iterator[tuple[date, str, str, str]]:
    """Day, recommendation, reference and step of every act on record, one record at a time."""
    for kind, (number, days) in DAYS.items():
        for one in _all(store, kind):
            for name, step in days.items():
                if day := getattr(one, name):
                    yield day, number, one.reference, step
    for kind, (number, rows, name, step) in ROWS.items():
        for one in _all(store, kind):
            for row in getattr(one, rows):
                yield getattr(row, name), number, one.reference, step
    for kind, number in (("compact", "1"), ("pilot", "3")):
        for one in _all(store, kind):
            yield london_date(one.began_at), number, one.reference, "put on record"
            for row in one.milestones:
                if row.done:
                    step = f"milestone reached: {row.words}"
                    yield row.done, named_in(row.words, number), one.reference, step
    for bid in _all(store, "bid"):
        if bid.decided:
            yield bid.decided, "2a", bid.reference, bid.outcome.value.replace("-", " ")
    for one in _all(store, "commitment"):
        yield london_date(one.began_at), "1", one.reference, "put on record"
        for row in one.assessments:
            yield row.on, "1", one.reference, f"found {row.result.value.replace('-', ' ')}"
    for one in _all(store, "assurance"):
        number = named_in(one.asked_in, "2b")
        yield one.asked, number, one.reference, f"asked of {one.asked_of}"
        for row in one.replies:
            step = f"answered; satisfied: {row.satisfied.value}"
            yield row.on, number, one.reference, step
    for one in _all(store, "opportunity"):
        if not one.confidential:
            for name, step in (
                ("heard", "contract heard of"),
                ("sector_told", "the sector told"),
                ("engaged", "engagement with the buyer"),
            ):
                if day := getattr(one, name):
                    yield day, "5", one.reference, step
    partners = {one.uid for one in store.council.directorates() if one.partner}
    teams = {one.uid for one in store.council.teams() if one.directorate_uid in partners}
    for one in _all(store, "invitation"):
        if one.team.uid in teams:
            yield one.opened, "2c", one.reference, "opened to the sector"
            if one.concluded:
                yield one.concluded, "2c", one.reference, "concluded"
    yield from _loops(store)


def _loops(store: Store) -> Iterator[tuple[date, str, str, str]]:
    """The loops of the report that are recommendations."""
    for each in store.feedback.all():
        one = store.feedback.get(each.uid).feedback
        number = named_in(one.paragraph)
        for at, step in (
            (one.agreed_at, "agreed"),
            (one.begun_at, "begun"),
            (one.cannot_at, "refused"),
            (one.done_at, "done"),
        ):
            if number and at:
                yield london_date(at), number, one.reference, step


def compare(store: Store, period: Period) -> int:
    """What was done in a period beside the recount; how much it was."""
    until = min(period.end, store.today())
    slow = Counter(
        (number, reference, step)
        for day, number, reference, step in recount(store)
        if period.start <= day <= until
    )
    done = store.year.summary(period).done
    quick = Counter(
        (number, act.reference, act.step)
        for number, its in done.items()
        for act in its.acts
        if act.step != "told to those who had said it"
    )
    assert quick == slow, period.name
    for its in done.values():
        assert sum(its.by.values()) == len(its.acts) == sum(line.times for line in its.lines)
        assert all(period.start <= act.day <= until for act in its.acts)
    return sum(slow.values())


@pytest.mark.slow
def test_on_the_demo_it_is_as_by_a_slow_recount(demo_file: Path, tmp_path: Path) -> None:
    shutil.copyfile(demo_file, tmp_path / "demo.db")
    with closing(Store.open(tmp_path / "demo.db", now=lambda: DEMO_MORNING)) as store:
        today = store.today()
        years = [year_of(today, month).before(back) for month in (1, 4, 9) for back in range(3)]
        assert [compare(store, year) > 10 for year in years].count(True) >= 3


def fill(store: Store) -> None:
    """Something for each recommendation, made today."""
    make_organisation(store, "Rook Lane Club")
    marks = '[{"words": "Money is said (recommendation 2a)"}, {"words": "Cabinet agrees"}]'
    compact = make_compact(store, milestones=marks)
    for number in "12":
        store.declared("compact").act(compact.uid, "reach", {"number": number})
    make_commitment(store, team="Procurement")
    make_award(store, "Rook Lane Club", awarded="today", title="For Rook Lane Club")
    bid = make_bid(store)
    store.declared("bid").act(bid.uid, "submit", {"on": "today"})
    store.declared("bid").act(bid.uid, "lose", {"why": "too dear", "on": "today"})
    make_prescribing(store, "assurance", asked_in="recommendation 2c")
    make_prescribing(store, "assurance", asked_in="Rec 2b", words="Another")
    make_window(store)
    make_pilot(store)
    make_invitation(store)
    partner = next(one for one in store.council.directorates() if one.partner)
    team = next(one for one in store.council.teams() if one.directorate_uid == partner.uid)
    make_invitation(store, "A model of care", team=team.name)
    make_buying(store, "opportunity", title="Hidden", confidential="yes")
    seen = make_buying(store, "opportunity", title="Seen").uid
    by = [store.feedback.by("Jo")]
    loop = store.feedback.add("A policy", by, {"paragraph": "Rec 5"}).feedback
    store.feedback.agree(loop.uid, {"action": "Write one"})
    store.links.link(seen, loop.uid, Says.AGAINST)


def this_year(store: Store) -> Period:
    return year_of(store.today(), 4)


def test_on_a_made_desk_it_is_as_by_a_slow_recount(store: Store, clock: FixedClock) -> None:
    fill(store)
    assert compare(store, this_year(store)) == 14
    clock.advance(days=400)
    assert compare(store, this_year(store)) == 0
    assert compare(store, this_year(store).before()) == 14


def acts(store: Store, number: str) -> dict[str, str]:
    """By what was done, by whom."""
    done = store.year.summary(this_year(store)).done
    return {f"{one.what}: {one.step}": one.by for one in done[number].acts}


def test_it_is_said_by_whom(store: Store) -> None:
    fill(store)
    assert acts(store, "1") == {
        "Medway Compact, version 1: put on record": THE_POST,
        "Medway Compact, version 1: milestone reached: Cabinet agrees": THE_POST,
        "Pay within 30 days: put on record": THE_POST,
    }
    assert acts(store, "2a") == {
        "Medway Compact, version 1: milestone reached: Money is said (recommendation 2a)": THE_POST,
        "For an organisation, of Public Health: awarded": "Public Health",
        "Shaping Places, of Government: submitted": THE_POST,
        "Shaping Places, of Government: unsuccessful": THE_POST,
    }
    asked, opened = acts(store, "2c").items()
    assert {asked[0], opened[0]} == {
        "That money follows: asked of The board",
        "A model of care: opened to the sector",
    }
    assert {asked[1], opened[1]} > {THE_POST}
    assert acts(store, "5")["Seen: contract heard of"].startswith("Planning")
    assert not any("Hidden" in one for one in acts(store, "5"))


def test_what_speaks_for_or_against_a_recommendation_is_counted(store: Store) -> None:
    fill(store)
    says = store.year.summary(this_year(store)).done["5"].says
    assert dict(says) == {"against": 1}


def test_without_anything_each_is_silent(store: Store) -> None:
    summary = store.year.summary(this_year(store))
    assert [one.one.number for one in summary.answered() if one.is_silent] == list(NUMBERS)
    assert summary.silent == "Silent: nothing was put down for this in the year so far."


def test_what_only_stood_at_the_end_is_nothing_done(store: Store, clock: FixedClock) -> None:
    fill(store)
    clock.advance(days=400)
    summary = store.year.summary(this_year(store))
    assert [one.one.number for one in summary.answered() if one.is_silent] == list(NUMBERS)
    before = store.year.summary(this_year(store).before())
    assert not [one for one in before.answered() if one.is_silent and one.one.number != "4"]
    assert before.silent == "Silent: nothing was put down for this in the year."


def test_what_was_undone_is_not_done(store: Store) -> None:
    make_window(store)
    assert "3" in store.year.summary(this_year(store)).done
    store.undo()
    assert "3" not in store.year.summary(this_year(store)).done


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Rec 2b", "2b"),
        ("recommendation 2c, paragraph 6.10", "2c"),
        ("Rec 2", "2a"),
        ("Recommendation 2(b)", "2b"),
        ("(Rec. 5)", "5"),
        ("App 1 Q4", ""),
        ("Rec 9", ""),
        ("record 1", ""),
    ],
)
def test_words_name_a_recommendation(words: str, number: str) -> None:
    assert named_in(words) == number


def test_each_recommendation_has_its_own_number_and_figures() -> None:
    from spoc_tui.casework.week.definitions import BY_CODE

    assert NUMBERS == ("1", "2a", "2b", "2c", "3", "4", "5")
    assert {code for one in RECOMMENDATIONS for code in one.figures} <= BY_CODE.keys()
    assert THE_SECTOR != THE_POST
