"""What was planned with the sector in a period, beside a slow, obvious recount over made-up
histories.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from cli_desk import Cli
from factories import make_briefing, make_enquiry, make_event
from factories import make_invitation as make_plan
from factories import make_organisation as make
from random_weeks import Step, behind, held_to_recount, random_weeks

from db.store import Store
from spoc_tui.casework.codesign.figures import BRIEFED, FIGURES
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.week.definitions import of_section
from spoc_tui.casework.week.measures import Figures
from spoc_tui.casework.week.periods import Period, week_of

CODES = [one.code for one in of_section("codesign")]
SHARES = {"early", "small", "changed", "told", "attended", "briefed"}
SIZES = {"Rook Lane Club": "micro", "Strood Scouts": "large", "Luton Lunch Club": "unknown"}
DIRECTORATES = ("Planning", "Finance")


def a_year_before(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def recount(store: Store, period: Period) -> dict[str, Any]:
    """The figures, one record at a time; of shares, how many of how many. Of a week that is not
    over, as of today.
    """
    end = min(period.end, store.today())
    plans: Any = store.declared("invitation").page(limit=-1)
    events: Any = store.declared("event").page(limit=-1)
    briefings: Any = store.declared("briefing").page(limit=-1)
    found: dict[str, Any] = dict.fromkeys(CODES, 0)
    shares = {name: [0, 0] for name in SHARES}

    def within(day: date | None) -> bool:
        return day is not None and period.start <= day <= end

    def of(name: str, part: bool) -> None:
        shares[name][0] += part
        shares[name][1] += 1

    for one in plans:
        if within(one.opened):
            found["codesign.opened"] += 1
            of("early", one.early is not None and one.early <= end)
        if within(one.concluded):
            found["codesign.concluded"] += 1
            of("changed", bool(one.changed))
            spoke = [p for p in one.parties if p.answered and p.answered <= end and p.answer]
            found["codesign.no_voices"] += not spoke
        firsts: dict[str, dict[str, date]] = {"asked": {}, "answered": {}}
        for each in one.parties:
            who = one.read_as(each.organisation) or each.uid
            for what, days in firsts.items():
                day = getattr(each, what)
                if each.role == "sector" and each.asked and day:
                    days[who] = min(day, days.get(who, day))
            if within(each.told):
                of("told", each.told <= one.tell_by)
        found["codesign.invited"] += sum(map(within, firsts["asked"].values()))
        for who, day in firsts["answered"].items():
            if within(day):
                found["codesign.answered"] += 1
                its = [r for r in SIZES if store.organisations.namesakes(r)]
                size = next(
                    (
                        o.size.value
                        for o in (store.organisations.namesakes(name)[0] for name in its)
                        if o.uid == who
                    ),
                    "unknown",
                )
                if size != "unknown":
                    of("small", size in ("micro", "small"))
    for one in events:
        if within(one.day):
            found["codesign.events"] += 1
            of("attended", one.attended is not None)
    for one in briefings:
        if within(one.on):
            found["codesign.briefings"] += 1
            found["codesign.briefed_people"] += one.people or 0
    if any(one.on <= end for one in briefings):
        for directorate in store.council.directorates():
            if not directorate.partner:
                its_days = [b.on for b in briefings if b.directorate.uid == directorate.uid]
                of("briefed", any(a_year_before(end) < day <= end for day in its_days))
    return {**found, **{f"codesign.{name}": tuple(parts) for name, parts in shares.items()}}


def counted(store: Store, figures: Any) -> dict[str, Any]:
    found = {}
    for code in CODES:
        if code.partition(".")[2] in SHARES:
            kept = figures.kept.get(code)
            found[code] = (kept.within, sum(kept)) if kept else (0, 0)
        else:
            found[code] = figures.values[code]
    return found


def do_one(store: Store, which: int, chosen: int) -> None:
    """One act, on one of the records that there are; one that is refused changes nothing."""
    plans, events = store.declared("invitation"), store.declared("event")
    name = [*SIZES][chosen % len(SIZES)]
    day = (store.today() + timedelta(days=chosen % 21 - 10)).isoformat()
    some: Any = plans.page(limit=-1)
    its: Any = events.page(limit=-1)
    one = some[chosen % len(some)].uid if some else ""
    event = its[chosen % len(its)].uid if its else ""
    stage = ("before-drafting", "draft")[chosen % 2]
    acts: list[Any] = [
        lambda: make_plan(store, f"Plan {chosen}", opened=day, stage=stage, closes="+12"),
        lambda: plans.act(one, "ask", {"role": "sector", "organisation": name}),
        lambda: plans.act(one, "ask", {"role": ("sector", "partner")[chosen % 2], "called": "Al"}),
        lambda: plans.act(one, "answer", {"who": name, "said": ("Trees.", "")[chosen % 2]}),
        lambda: plans.act(one, "answer", {"who": "Al", "said": "Trees."}),
        lambda: plans.act(
            one, "conclude", {"changed": ("yes", "no")[chosen % 2], "words": "So it is."}
        ),
        lambda: plans.act(one, "tell-all"),
        lambda: make_event(store, name, f"Event {chosen}", when=day),
        lambda: events.act(event, "go", {"called": "Bo Day"}),
        lambda: events.act(event, "attend"),
        lambda: make_briefing(
            store, DIRECTORATES[chosen % 2], on=store.today().isoformat(), people=str(chosen % 9)
        ),
        lambda: store.undo(),
        lambda: store.organisations.edit(
            store.organisations.namesakes(name)[0].uid,
            ({"size": "small"}, {"size": "major"}, {"size": "", "income": "9000"})[chosen % 3],
        ),
        lambda: plans.edit(one, {"closes": "+3"}),
    ]
    try:
        acts[which % len(acts)]()
    except (IndexError, SpocError):  # what was undone is there no more
        pass


def begin(store: Store) -> None:
    for name, size in SIZES.items():
        make(store, name, anyway=True, size=size)


def what_is_behind(store: Store, period: Period, figures: Figures) -> None:
    """What is counted can be shown."""
    for code in CODES:
        its = behind(store, period, code)
        if code != BRIEFED and code.partition(".")[2] not in SHARES:
            assert bool(its) is bool(figures.values[code])


@random_weeks(13)
def test_the_figures_are_what_a_recount_says(steps: Sequence[Step]) -> None:
    held_to_recount(steps, begin, do_one, recount, counted, of_each=what_is_behind)


# By hand.


def test_a_week_of_plans(store: Store, cli: Cli) -> None:
    make_enquiry(store)
    for name, size in SIZES.items():
        make(store, name, size=size)
    plans, events = store.declared("invitation"), store.declared("event")
    early, late = make_plan(store), make_plan(store, "Late", stage="draft", opened="yesterday")
    for who in SIZES:
        plans.act(early.uid, "ask", {"role": "sector", "organisation": who})
    plans.act(late.uid, "ask", {"role": "sector", "organisation": "Strood Scouts"})
    for who in ("1", "2"):
        plans.act(early.uid, "answer", {"who": who, "said": "Trees."})
    plans.act(early.uid, "conclude", {"changed": "yes", "words": "Trees."})
    plans.act(late.uid, "conclude", {"changed": "no", "words": "None."})
    plans.act(early.uid, "tell-all")
    fair = make_event(store, "Strood Scouts", when="today")
    make_event(store, "Strood Scouts", "Fête", when="yesterday")
    events.act(fair.uid, "go", {"called": "Ann"})
    events.act(fair.uid, "attend")
    make_briefing(store, people="12")
    week = week_of(store.today())
    figures = store.week.figures(week)
    found = counted(store, figures)
    assert {code: found[code] for code in CODES if found[code]} == {
        **{"codesign.opened": 2, "codesign.early": (1, 2), "codesign.invited": 4},
        **{"codesign.answered": 2, "codesign.small": (1, 2), "codesign.concluded": 2},
        **{"codesign.changed": (1, 2), "codesign.no_voices": 1, "codesign.told": (3, 3)},
        **{"codesign.events": 2, "codesign.attended": (1, 2), "codesign.briefings": 1},
        **{"codesign.briefed_people": 12, "codesign.briefed": (1, 11)},
    }
    said = cli.text("week")
    assert "2 plans opened; to 1 the sector was invited before drafting." in said
    assert "4 invited to plans, 2 answered." in said
    assert "2 plans concluded: 1 changed by what was said, 1 with no voices." in said
    assert "2 events of the sector, the council at 1." in said
    assert "12 people briefed on the sector." in said
    behind = store.week.records_counted(week, "codesign.no_voices")
    assert [one.reference for one in store.week.records(behind)] == [late.reference]


def test_where_there_is_none_the_week_says_nothing_of_it(store: Store, cli: Cli) -> None:
    make_enquiry(store)
    assert FIGURES.title not in cli.text("week")
