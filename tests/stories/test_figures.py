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

from db.records.listing import wards
from db.store import Store
from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.stories.figures import FIGURES
from spoc_tui.casework.week.definitions import of_section
from spoc_tui.casework.week.periods import Period, week_of

CODES = [one.code for one in of_section("stories")]
SHARES = {"told", "small"}
SIZES = {"Rook Lane Club": "micro", "Strood Scouts": "large", "Luton Lunch Club": "unknown"}

WARDS = {"Rook Lane Club": "Strood Rural", "Strood Scouts": "Luton"}
GROUPS = {"Age": ("Rook Lane Club", "Strood Scouts"), "Disability": ("Strood Scouts",), "Sex": ()}
"""Which of those organisations serve each group, by names."""


def uid_of(store: Store, name: str) -> str:
    return store.organisations.find(name).uid


def serve_groups(store: Store) -> None:
    """Puts the groups on record, and who serves them."""
    purposes = store.declared("purpose")
    for name in GROUPS:
        store.declared("characteristic").add({"name": name, "code": name.lower()})
    for name in SIZES:
        uid = purposes.add({"organisation": name}).record.uid
        for group in (group for group, of in GROUPS.items() if name in of):
            purposes.add_row(uid, "serves", {"group": group, "source": "so", "on": "2026-03-01"})


def a_year_before(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def recount(store: Store, period: Period) -> dict[str, Any]:
    """The figures, one record at a time; of shares, how many of how many."""
    end = min(period.end, store.today())
    found: dict[str, Any] = dict.fromkeys(CODES, 0)
    told, took, whose = [0, 0], list[int](), set[str]()
    ever, lying_in = False, set[str]()
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
        ever = ever or out <= end
        if a_year_before(end) < out <= end:
            uid = story.read_as(story.organisation)
            whose.add(uid)
            own = story.ward or store.organisations.get(uid).ward
            lying_in.update(filter(None, own.casefold().split("; ")))
    sizes = [store.organisations.get(uid).size.value for uid in whose]
    known = [size for size in sizes if size != "unknown"]
    if ever:
        known_wards = {name.casefold() for name in wards(store.connection)}
        named = {name for name in SIZES if uid_of(store, name) in whose}
        served = [group for group, of in GROUPS.items() if named.intersection(of)]
        found["stories.wards_none"] = len(known_wards - lying_in)
        found["stories.sizes_none"] = 5 - len(set(known))
        found["stories.groups_none"] = len(GROUPS) - len(served)
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
        lambda: some and store.undo(),  # not what it began with
        lambda: store.organisations.edit(
            store.organisations.namesakes(name)[0].uid,
            ({"size": "small"}, {"size": "major"}, {"size": "", "income": "9000"})[chosen % 3],
        ),
        lambda: make_story(
            store, name, f"Other {chosen}", ward=("", "Chatham Central")[chosen % 2]
        ),
    ]
    try:
        acts[which % len(acts)]()
    except (IndexError, SpocError):  # what was undone is there no more
        pass


def begin(store: Store) -> None:
    for name, size in SIZES.items():
        make(store, name, anyway=True, size=size, ward=WARDS.get(name, ""))
    for ward in ("Gillingham South", "Chatham Central"):
        make(store, f"{ward} Choir", anyway=True, ward=ward)
    serve_groups(store)


@random_weeks(9)
def test_the_figures_are_what_a_recount_says(steps: list[Step]) -> None:
    held_to_recount(
        *(steps, begin, do_one, recount, lambda _, figures: counted(figures)), codes=CODES
    )


# By hand.


def test_a_week_of_stories(store: Store, clock: FixedClock, cli: Cli) -> None:
    make_enquiry(store)
    make_issue(store)
    begin(store)
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
        **{"stories.wards_none": 2, "stories.sizes_none": 3, "stories.groups_none": 1},
    }
    said = cli.text("week")
    assert "3 stories out in the magazine; of 1 the organisation knows." in said
    assert "1 story cut." in said
    assert "No story in 12 months: 2 wards, 3 size bands, 1 equality group." in said
    assert store.week.records_counted(week, "stories.wards_none") == ()
    behind = store.week.records_counted(week, "stories.cut")
    assert [one.reference for one in store.week.records(behind)] == ["STY-26-0004"]


def test_where_there_is_none_the_week_says_nothing_of_it(store: Store, cli: Cli) -> None:
    make_enquiry(store)
    assert FIGURES.title not in cli.text("week")
