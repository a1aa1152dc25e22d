"""What the compact did in a period, beside a slow, obvious recount over made-up histories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from cli_desk import Cli
from factories import FixedClock, make_commitment, make_compact, make_enquiry
from factories import make_organisation as make
from random_weeks import Step, behind, held_to_recount, random_weeks

from db.areas.compact.papers import facts
from db.store import Store
from spoc_tui.casework.compact import papers
from spoc_tui.casework.compact.measured import measured
from spoc_tui.casework.compact.steps import Result, Side
from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.records.link import Says
from spoc_tui.casework.week.definitions import of_section
from spoc_tui.casework.week.measures import Figures
from spoc_tui.casework.week.periods import Period, week_of

CODES = [one.code for one in of_section("compact")]
NAMES = ("Rook Lane Club", "Strood Scouts", "Luton Lunch Club")


def links(store: Store) -> list[Any]:
    """The links in force that are evidence, read row by row."""
    rows = store.connection.execute("SELECT * FROM link").fetchall()
    return [
        row
        for row in rows
        if row["says"] in ("for", "against", "mixed")
        and row["since"]
        and not row["declined"]
        and not row["removed_at"]
    ]


def a_year_before(day: date) -> date:
    """The corresponding day of the year before, or the last of February."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def recount(store: Store, period: Period) -> dict[str, Any]:
    """The figures, one record at a time; of a week that is not over, as of today."""
    end = min(period.end, store.today())
    commitments: Any = {one.uid: one for one in store.declared("commitment").page(limit=-1)}
    compacts: Any = {one.uid: one for one in store.declared("compact").page(limit=-1)}
    found = dict.fromkeys(CODES, 0)
    heard = set()
    for row in links(store):
        one, since = commitments.get(row["other"]), date.fromisoformat(row["since"])
        if one is None:
            continue
        if a_year_before(end) < since <= end:
            heard.add(one.uid)
        if period.start <= since <= end:
            found[f"compact.{row['says']}"] += 1
            if row["says"] != "mixed":
                found[f"compact.{one.side.value}_{row['says']}"] += 1
    for one in commitments.values():
        its = [each for each in one.assessments if period.start <= each.on <= end]
        if its:
            last = [each for each in its if each.on == max(e.on for e in its)][-1]
            found[f"compact.{last.result.value.replace('-', '_')}"] += 1
        closed = one.reworded or (london_date(one.closed_at) if one.closed_at else None)
        of = compacts[one.compact.uid] if one.compact else None
        if of is not None:
            over = london_date(of.closed_at) if of.closed_at else None
            if of.in_force is None or of.in_force > end or (over and over <= end):
                continue
        begins = one.starts or london_date(one.began_at)
        if begins > end or (closed and closed <= end) or (one.ends and one.ends < end):
            continue
        found["compact.standing"] += 1
        found["compact.silent"] += one.uid not in heard
    signatories = set()
    for one in compacts.values():
        if london_date(one.began_at) > end or (one.closed_at and london_date(one.closed_at) <= end):
            continue
        for each in one.milestones:
            late = each.by is not None and each.by < end
            found["compact.milestones_late"] += late and (each.done is None or each.done > end)
        for each in one.signatures:
            if each.signed <= end and (each.withdrew is None or each.withdrew > end):
                name = one.read_as(each.organisation) or each.called.strip().lower()
                signatories.add(name)
    found["compact.signed"] = len(signatories)
    return found


def do_one(store: Store, which: int, chosen: int) -> None:
    """Something that may be done next; what does not apply is not done."""
    compacts, commitments = store.declared("compact"), store.declared("commitment")
    compact: Any = next(iter(compacts.page()[chosen % 2 :]), None)
    one: Any = next(iter(commitments.page()[chosen % 4 :]), None)
    side = [*Side][chosen % 3].value
    says = [Says.FOR, Says.AGAINST, Says.MIXED, Says.ABOUT][chosen % 4]
    in_it = {"compact": compact.uid} if compact and chosen % 2 else {}
    enquiries = [row["uid"] for row in store.connection.execute("SELECT uid FROM enquiry")]
    enquiry = enquiries[chosen % len(enquiries)]
    mark = f'[{{"words": "Mark", "by": "2026-0{4 + chosen % 4}-0{1 + chosen % 9}"}}]'
    acts: list[Any] = [
        lambda: make_commitment(store, f"Promise {chosen}", side=side, **in_it),
        lambda: store.links.link(enquiry, one.uid, says, words="so"),
        lambda: store.links.link(enquiry, one.uid, says, words="so"),
        lambda: store.links.unlink(enquiry, one.uid),
        lambda: make_compact(store, f"Compact {chosen}", milestones=mark),
        lambda: compacts.act(compact.uid, "reach", {"number": "1", "on": f"-{chosen % 5}"}),
        lambda: compacts.act(
            compact.uid, "sign-up", {"role": "sector", "organisation": NAMES[chosen % 3]}
        ),
        lambda: compacts.act(
            compact.uid, "withdraw", {"number": str(1 + chosen % 3), "why": "no time"}
        ),
        lambda: compacts.act(compact.uid, "sign"),
        lambda: compacts.act(compact.uid, "enter", {"on": f"-{chosen % 3}" if chosen % 3 else ""}),
        lambda: commitments.act(
            one.uid, "assess", {"result": [*Result][chosen % 4].value, "on": f"-{chosen % 3}"}
        ),
        lambda: commitments.act(one.uid, "reword", {"words": f"Other {chosen}", "why": "so"}),
        lambda: commitments.act(one.uid, "close", {"why": "so"}),
        lambda: compacts.act(compact.uid, "close", {"why": "so"}),
        lambda: store.undo(),
        lambda: store.duplicates.merge(
            store.organisations.find(NAMES[0]).uid, store.organisations.find(NAMES[1]).uid
        ),
    ]
    try:
        acts[which]()
    except (SpocError, AttributeError):  # nothing is there to do it on
        pass


def begin(store: Store) -> None:
    make_enquiry(store)
    for name in NAMES:
        make(store, name, anyway=True)


def counted(store: Store, figures: Figures) -> dict[str, Any]:
    return {code: figures.values[code] for code in CODES}


def what_is_behind(store: Store, period: Period, figures: Figures) -> None:
    """What is counted can be shown."""
    for code in CODES:
        its = behind(store, period, code)
        assert len(its) <= (figures.values[code] or 0)
        assert bool(its) is bool(figures.values[code])


@random_weeks(15)
def test_they_are_counted_as_by_a_slow_recount(steps: Sequence[Step]) -> None:
    held_to_recount(steps, begin, do_one, recount, counted, of_each=what_is_behind, at_end=the_year)


def the_year(store: Store) -> None:
    """The figures of the annual review of each compact, recounted."""
    every = links(store)
    for one in store.declared("compact").page(limit=-1):
        its: Any = facts(store, "compact", one.uid, papers.REVIEW)
        found = measured(its.commitments, its.compact, its.since, its.until)
        for side in Side:
            mine = [each for each in its.commitments if each.side is side]
            for says in (Says.FOR, Says.AGAINST, Says.MIXED):
                rows = [
                    r for r in every if r["says"] == says and r["other"] in {m.uid for m in mine}
                ]
                assert found.said[side, says] == len(rows)
            for result in Result:
                last = [each.assessments[-1].result for each in mine if each.assessments]
                in_order = all(
                    list(m.assessments) == sorted(m.assessments, key=lambda a: a.on) for m in mine
                )
                assert not in_order or found.results[side, result] == last.count(result)
            heard = {r["other"] for r in every}
            assert found.silent[side] <= found.standing[side]
            assert found.silent[side] == sum(
                m.stands_on(its.until) and m.uid not in heard for m in mine
            )


# By hand.


def test_a_week_of_the_compact(store: Store, cli: Cli, clock: FixedClock) -> None:
    for _ in range(2):
        make_enquiry(store)
    make(store, NAMES[0])
    compacts, commitments = store.declared("compact"), store.declared("commitment")
    compact = make_compact(store, milestones='[{"words": "Mark", "by": "2026-04-01"}]')
    pay, letters = (
        make_commitment(store, words, compact=compact.uid) for words in ("Pay", "Answer letters")
    )
    compacts.act(compact.uid, "sign-up", {"role": "sector", "organisation": NAMES[0]})
    for act in ("sign", "enter"):
        compacts.act(compact.uid, act)
    store.links.link("ENQ-26-0001", pay.uid, Says.AGAINST, words="late")
    store.links.link("ENQ-26-0002", pay.uid, Says.AGAINST, words="late too")
    store.links.link("ENQ-26-0002", letters.uid, Says.FOR)
    store.undo()
    commitments.act(pay.uid, "assess", {"result": "not-kept"})
    week = week_of(store.today())
    found = store.week.figures(week).values
    assert {code: found[code] for code in CODES if found[code]} == {
        **{"compact.against": 2, "compact.council_against": 2, "compact.standing": 2},
        **{"compact.silent": 1, "compact.not_kept": 1, "compact.milestones_late": 1},
        "compact.signed": 1,
    }
    said = cli.text("week")
    assert "0 records put down for commitments, 2 against." in said
    assert "Of 2 commitments of the compact 1 silent for twelve months." in said
    assert "1 milestone of the compact late." in said
    behind = store.week.records_counted(week, "compact.silent")
    assert [one.reference for one in store.week.records(behind)] == [letters.reference]
    clock.advance(days=400)
    assert store.week.figures(week_of(store.today())).values["compact.silent"] == 2


def test_where_there_is_none_the_week_says_nothing_of_it(store: Store, cli: Cli) -> None:
    make_enquiry(store)
    assert "ompact" not in cli.text("week")
