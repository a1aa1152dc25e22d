"""Which stories were out in a period and whose, beside a slow, obvious recount over made-up
histories.
"""

from __future__ import annotations

from datetime import date
from statistics import median
from typing import Any

from cli_desk import Cli
from factories import FixedClock, make_enquiry, make_issue, make_story
from factories import make_organisation as make
from random_weeks import Step, held_to_recount, random_weeks

from db.store import Store
from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.stories.figures import FIGURES
from spoc_tui.casework.week.definitions import of_section
from spoc_tui.casework.week.periods import Period, week_of

CODES = [one.code for one in of_section("stories")]
SHARES = {"told", "small"}
SIZES = {"Rook Lane Club": "micro", "Strood Scouts": "large", "Luton Lunch Club": "unknown"}


def a_year_before(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def recount(store: Store, period: Period) -> dict[str, Any]:
    """The figures, one record at a time; of shares, how many of how many."""
    end = min(period.end, store.today())
    found: dict[str, Any] = dict.fromkeys(CODES, 0)
    told, took, whose = [0, 0], list[int](), set[str]()
    for one in store.declared("story").page(limit=-1):
        story: Any = one
        out = story.came_out
        if out is None:
            closed = story.closed_at and london_date(story.closed_at)
            found["stories.cut"] += bool(closed and period.start <= closed <= period.end)
            continue
        if period.start <= out <= end:
            found["stories.published"] += 1
            told[1] += 1
            told[0] += story.told is not None and story.told <= end
            began = london_date(story.began_at)
            if began <= out:
                took.append(store.days.count(began, out))
        if a_year_before(end) < out <= end:
            whose.add(story.read_as(story.organisation))
    sizes = [store.organisations.get(uid).size.value for uid in whose]
    known = [size for size in sizes if size != "unknown"]
    return {
        **found,
        "stories.organisations": len(whose),
        "stories.days": median(took) if took else None,
        "stories.told": tuple(told),
        "stories.small": (sum(size in ("micro", "small") for size in known), len(known)),
    }


def counted(figures: Any) -> dict[str, Any]:
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
    stories = store.declared("story")
    name = [*SIZES][chosen % len(SIZES)]
    some: Any = stories.page(limit=-1)
    one = some[chosen % len(some)].uid if some else ""
    day = f"-{chosen % 9}" if chosen % 9 else "today"
    acts: list[Any] = [
        lambda: make_story(store, name, f"Story {chosen}"),
        lambda: stories.act(one, "publish", {"on": day}),
        lambda: stories.act(one, "publish", {"on": day, "told": "yes"}),
        lambda: stories.act(one, "tell"),
        lambda: stories.act(one, "close", {"why": "No room."}),
        lambda: stories.act(one, "reopen", {"why": "Room."}),
        lambda: stories.act(one, "hold", {"why": "Wait."}),
        lambda: store.undo(),
        lambda: store.organisations.edit(
            store.organisations.namesakes(name)[0].uid, {"size": ("small", "major")[chosen % 2]}
        ),
        lambda: make_story(store, name, f"Other {chosen}"),
    ]
    try:
        acts[which % len(acts)]()
    except (IndexError, SpocError):  # what was undone is there no more
        pass


def begin(store: Store) -> None:
    for name, size in SIZES.items():
        make(store, name, anyway=True, size=size)


@random_weeks(9)
def test_the_figures_are_what_a_recount_says(steps: list[Step]) -> None:
    held_to_recount(
        *(steps, begin, do_one, recount, lambda _, figures: counted(figures)), codes=CODES
    )


# By hand.


def test_a_week_of_stories(store: Store, clock: FixedClock, cli: Cli) -> None:
    make_enquiry(store)
    make_issue(store)
    for name, size in SIZES.items():
        make(store, name, size=size)
    stories = store.declared("story")
    uids = [make_story(store, name, f"Of {name}").uid for name in SIZES]
    cut = make_story(store, "Strood Scouts", "Knots").uid
    clock.advance(days=1)
    for uid, told in zip(uids, ("yes", "", ""), strict=True):
        stories.act(uid, "publish", {"issue": "ISS-26-0001", "told": told})
    stories.act(cut, "close", {"why": "No room."})
    week = week_of(store.today())
    assert counted(store.week.figures(week)) == {
        **{"stories.published": 3, "stories.told": (1, 3), "stories.cut": 1, "stories.days": 0},
        **{"stories.organisations": 3, "stories.small": (1, 2)},
    }
    said = cli.text("week")
    assert "3 stories out in the magazine; of 1 the organisation knows." in said
    assert "1 story cut." in said
    behind = store.week.records_counted(week, "stories.cut")
    assert [one.reference for one in store.week.records(behind)] == ["STY-26-0004"]


def test_where_there_is_none_the_week_says_nothing_of_it(store: Store, cli: Cli) -> None:
    make_enquiry(store)
    assert FIGURES.title not in cli.text("week")
