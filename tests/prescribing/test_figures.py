"""What prescribing came to in a period, beside a slow, obvious recount over made-up histories."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from cli_desk import Cli
from factories import FixedClock, make_award, make_enquiry
from factories import make_organisation as make
from prescribing_made import count, make_prescribing, pay_for
from random_weeks import Step, held_to_recount, random_weeks

from db.store import Store
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.prescribing.figures import ASKED, FIGURES, LATE
from spoc_tui.casework.week.definitions import of_section
from spoc_tui.casework.week.periods import Period, week_of

CODES = [one.code for one in of_section("prescribing")]
SHARES = {"prescribing.unfunded", "prescribing.known"}


def recount(store: Store, period: Period) -> dict[str, Any]:
    """The figures, one record at a time; of shares, how many of how many. Of a week that is not
    over, as of today.
    """
    end = min(period.end, store.today())
    found: dict[str, Any] = {code: [0, 0] if code in SHARES else 0 for code in CODES}
    services: Any = store.declared("service").page(limit=-1)
    awards: Any = {one.uid: one for one in store.declared("award").page(limit=-1)}
    for one in services:
        about = [
            awards[each.link.of]
            for each in store.declared("service").get(one.uid).links
            if each.link.to == one.uid and each.link.says == "about" and each.link.of in awards
        ]
        for each in one.counts:
            ends = (each.month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            if not period.start <= ends <= end:
                continue
            days = [each.month + timedelta(days=n) for n in range((ends - each.month).days + 1)]
            paid = any(runs(award, day) for award in about for day in days)
            found["prescribing.referred"] += each.referred
            found["prescribing.turned_away"] += each.turned_away or 0
            if each.referred:
                found["prescribing.unfunded"][0] += 0 if paid else each.referred
                found["prescribing.unfunded"][1] += each.referred
        if one.is_open and one.stands in (None, "active"):
            said = [r for r in one.in_order if end - timedelta(days=90) <= r.as_of <= end]
            last = said[-1].room if said else None
            found["prescribing.known"][0] += last in ("yes", "few", "no")
            found["prescribing.known"][1] += 1
            found["prescribing.full"] += last == "no"
    for one in store.declared("assurance").page(open_only=True, limit=-1):
        found[ASKED] += 1
        replies = [each.on for each in one.replies if each.on <= end]  # type: ignore[attr-defined]
        found[LATE] += late(one, max(replies, default=None), end)
    return {code: tuple(n) if code in SHARES else n for code, n in found.items()}


def runs(award: Any, day: date) -> bool:
    last = award.last or (award.closed_at.date() if award.closed_at else date.max)
    return (award.starts or award.awarded or date.min) <= day <= last


def late(one: Any, replied: date | None, end: date) -> bool:
    if replied is None:
        return any(day < end for day in (one.answer_by, one.by_board) if day)
    board = one.by_board if one.board and one.board > replied else None
    return any(day < end for day in (one.next_update, board) if day)


def counted(figures: Any) -> dict[str, Any]:
    found = {}
    for code in CODES:
        if code in SHARES:
            kept = figures.kept.get(code)
            found[code] = (kept.within, sum(kept)) if kept else (0, 0)
        else:
            found[code] = figures.values[code]
    return found


def do_one(store: Store, which: int, chosen: int) -> None:
    """One act, on one of the records that there are; one that is refused changes nothing."""
    services, awards, asked = map(store.declared, ("service", "award", "assurance"))
    day = (store.today() - timedelta(days=chosen * 3)).isoformat()
    its: Any = services.page(limit=-1)
    money: Any = awards.page(limit=-1)
    some: Any = asked.page(limit=-1)
    one = its[chosen % len(its)].uid if its else ""
    award = money[chosen % len(money)].uid if money else ""
    question = some[chosen % len(some)].uid if some else ""
    ahead = f"+{chosen + 1}"
    acts: list[Any] = [
        lambda: make_prescribing(store, "service", name=f"Service {chosen}"),
        lambda: services.act(one, "room", {"room": ("yes", "no")[chosen % 2], "on": day}),
        lambda: services.act(one, "room", {"room": "not-known"}),
        lambda: count(store, one, day, chosen, turned_away=str(chosen // 2)),
        lambda: count(store, one, day, chosen, from_whom=("gp", "pcn")[chosen % 2]),
        lambda: make_award(store, "Rook Lane", starts=day, ends=ahead),
        lambda: pay_for(store, one, award),
        lambda: awards.edit(award, {"ends": "yesterday"}),
        lambda: services.edit(one, {"stands": ("inactive", "active")[chosen % 2]}),
        lambda: services.act(one, "close", {"why": "gone"}),
        lambda: make_prescribing(store, "assurance", board=ahead, answer_by=ahead),
        lambda: asked.act(
            question, "answer", {"words": "Yes", "satisfied": "partly", "next_update": "+1"}
        ),
        lambda: store.undo(),
        lambda: services.remove_row(one, "counts", 1),
    ]
    try:
        acts[which % len(acts)]()
    except (IndexError, SpocError):  # what was undone is there no more
        pass


def begin(store: Store) -> None:
    make(store, "Rook Lane Club", anyway=True)


@random_weeks(13)
def test_the_figures_are_what_a_recount_says(steps: list[Step]) -> None:
    steps = [(0, 1, 1), (3, 9, 1), (5, 20, 1), *steps]
    held_to_recount(
        *(steps, begin, do_one, recount, lambda _, figures: counted(figures)), codes=CODES, weeks=1
    )


# By hand.


def test_a_week_in_which_a_month_ends(store: Store, cli: Cli, clock: FixedClock) -> None:
    make_enquiry(store)
    make(store, "Rook Lane Club")
    lunch = make_prescribing(store, "service").uid
    walk = make_prescribing(store, "service", name="Walk").uid
    services = store.declared("service")
    services.act(lunch, "room", {"room": "no"})
    make_prescribing(store, "assurance", answer_by="today")
    count(store, lunch, "2026-03-01", 12, turned_away="5")
    count(store, walk, "2026-03-31", 8)
    award = make_award(store, "Rook Lane", starts="2026-03-31", ends="2026-12-31").uid
    clock.advance(days=1)
    week = week_of(store.today())
    assert counted(store.week.figures(week)) == {
        **{"prescribing.referred": 20, "prescribing.turned_away": 5},
        **{"prescribing.unfunded": (20, 20), "prescribing.known": (1, 2), "prescribing.full": 1},
        **{"prescribing.assurances": 1, "prescribing.assurances_late": 1},
    }
    pay_for(store, lunch, award)
    figures = counted(store.week.figures(week))
    assert figures["prescribing.unfunded"] == (8, 20)
    said = cli.text("week")
    assert "20 referrals to services in the months that ended, 5 turned away full; 8 " in said
    assert "Room is known of 1 of 2 services, 1 full." in said
    assert "1 assurance late." in said


def test_where_there_is_none_the_week_says_nothing_of_it(store: Store, cli: Cli) -> None:
    make_enquiry(store)
    assert FIGURES.title not in cli.text("week")
