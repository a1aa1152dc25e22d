"""What equality did in a week and a year, beside a slow, obvious recount over made-up histories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from cli_desk import Cli
from equality_made import make_equality
from factories import (
    make_award,
    make_enquiry,
    make_invitation,
    make_story,
)
from factories import make_organisation as make
from hypothesis import given
from hypothesis import strategies as st
from random_weeks import Step, behind, held_to_recount, random_weeks

from db.areas.equality.by_group import by_group
from db.store import Store
from spoc_tui.casework.dates.when import from_iso, london_date
from spoc_tui.casework.equality.by_group import FEW, ByGroup, GroupCounts
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.week.definitions import of_section
from spoc_tui.casework.week.measures import Figures
from spoc_tui.casework.week.periods import Period, week_of

CODES = [one.code for one in of_section("equality")]
NAMES = ("Rook Lane Club", "Strood Scouts", "Luton Lunch Club", "Kiln Hall")
GROUPS = ("Age", "Sex", "Disability")


def open_at(one: Any, end: date) -> bool:
    """Whether it was on record, and open, at the end of a day."""
    begun = london_date(one.began_at) <= end
    return begun and (one.closed_at is None or london_date(one.closed_at) > end)


def recount(store: Store, period: Period) -> dict[str, Any]:
    """The figures, one record at a time; of a week that is not over, as of today."""
    end = min(period.end, store.today())
    found = dict.fromkeys(CODES, 0)
    one: Any
    for one in store.declared("assessment").page(limit=-1):
        by = one.authorised
        found["equality.authorised"] += by is not None and period.start <= by <= end
        if open_at(one, end):
            done = by is not None and by <= end
            found["equality.drafted"] += not done
            found["equality.review_late"] += done and one.review_by < end
    found["equality.tagged"] = len(served_on(store, end))
    return found


def served_on(store: Store, end: date) -> dict[str, set[str]]:
    """By organisation as it is read, whom it serves at the end of a day."""
    its: dict[str, set[str]] = {}
    one: Any
    for one in store.declared("purpose").page(limit=-1):
        if open_at(one, end):
            tags = {each.group.name for each in one.serves if each.on <= end}
            if tags:
                its.setdefault(one.read_as(one.organisation), set()).update(tags)
    return its


def recount_year(store: Store, since: date, until: date) -> ByGroup:
    """By group, organisation by organisation."""
    served = served_on(store, until)

    def read_as(uid: str) -> str:
        row = store.connection.execute(
            "SELECT merged_into FROM organisation WHERE uid = ?", [uid]
        ).fetchone()
        return read_as(row["merged_into"]) if row["merged_into"] else uid

    heard = {
        read_as(row["organisation"])
        for row in store.connection.execute("SELECT * FROM enquiry").fetchall()
        if row["organisation"]
        and not row["removed_at"]
        and since <= london_date(from_iso(row["received_at"])) <= until
    }
    awards: Any = store.declared("award").page(limit=-1)
    awarded = {
        award.read_as(award.organisation)
        for award in awards
        if award.starts and since <= award.starts <= until
    }
    plans: Any = store.declared("invitation").page(limit=-1)
    invited = {
        plan.read_as(party.organisation)
        for plan in plans
        for party in plan.parties
        if party.organisation and party.asked and since <= party.asked <= until
    }
    stories: Any = store.declared("story").page(limit=-1)
    told_of = {
        one.read_as(one.organisation)
        for one in stories
        if one.came_out and since <= one.came_out <= until
    }
    groups = {}
    listed = [one.subject for one in store.declared("characteristic").page(limit=-1)]
    for name in listed:
        its = {uid for uid, tags in served.items() if name in tags}
        groups[name] = GroupCounts(
            *(len(its), len(its & heard), len(its & awarded), len(its & invited)),
            len(its & told_of),
        )
    purposes: Any = store.declared("purpose").page(limit=-1)
    stale = {
        one.read_as(one.organisation)
        for one in purposes
        if open_at(one, until) and one.ask_by and one.ask_by < until
    }
    others = (heard | awarded | invited | told_of) - set(served)
    untagged = GroupCounts(
        len(others),
        len(heard - set(served)),
        len(awarded - set(served)),
        len(invited - set(served)),
        len(told_of - set(served)),
    )
    return ByGroup(groups, untagged, len(stale & heard & set(served)))


def do_one(store: Store, which: int, chosen: int) -> None:
    """Something that may be done next; what does not apply is not done."""
    assessments, purposes = store.declared("assessment"), store.declared("purpose")
    of: Any = next(iter(assessments.page()[chosen % 3 :]), None)
    one: Any = next(iter(purposes.page()[chosen % 3 :]), None)
    name, group = NAMES[chosen % 4], GROUPS[chosen % 3]
    back = f"-{chosen % 6}" if chosen % 6 else "today"
    acts: list[Any] = [
        lambda: make_equality(store, "assessment", title=f"Change {chosen}", on="-30"),
        lambda: make_equality(store, "purpose", organisation=name),
        lambda: purposes.add_row(one.uid, "serves", {"group": group, "source": "so", "on": back}),
        lambda: purposes.add_row(
            one.uid, "serves", {"group": group, "source": "so", "on": "2023-01-01"}
        ),
        lambda: purposes.remove_row(one.uid, "serves", 1),
        lambda: purposes.act(one.uid, "confirm", {"on": back}),
        lambda: purposes.act(one.uid, "close", {"why": "so"}),
        lambda: assessments.act(of.uid, "recommend", {"recommendation": "proceed"}),
        lambda: assessments.act(of.uid, "authorise", {"by": "Director", "on": back}),
        lambda: assessments.act(of.uid, "renew", {"why": "so"}),
        lambda: assessments.act(of.uid, "close", {"why": "so"}),
        lambda: make_enquiry(store, organisation_uid=store.organisations.find(name).uid),
        lambda: make_enquiry(store, organisation_uid=store.organisations.find(name).uid),
        lambda: make_award(store, name, title=f"Award {chosen}", starts=back, ends="+200"),
        lambda: invite(store, name, chosen, back),
        lambda: invite(store, name, chosen, back),
        lambda: tell_of(store, name, chosen, back),
        lambda: tell_of(store, name, chosen, back),
        lambda: store.undo(),
        lambda: store.duplicates.merge(
            store.organisations.find(NAMES[0]).uid, store.organisations.find(NAMES[1]).uid
        ),
    ]
    try:
        acts[which]()
    except (SpocError, AttributeError):  # nothing is there to do it on
        pass


def invite(store: Store, name: str, chosen: int, back: str) -> None:
    """An organisation is invited to one of three plans, which begins where it is not there."""
    plans = store.declared("invitation")
    made = {one.subject: one.uid for one in plans.page(limit=-1)}
    title = f"Plan {chosen % 3}"
    uid = made.get(title) or make_invitation(store, title, opened="-40", closes="+40").uid
    plans.act(uid, "ask", {"role": "sector", "organisation": name, "on": back})


def tell_of(store: Store, name: str, chosen: int, back: str) -> None:
    """A story of an organisation came out."""
    uid = make_story(store, name, f"Story {chosen}").uid
    store.declared("story").act(uid, "publish", {"on": back})


def begin(store: Store) -> None:
    store.dated_figures.add(
        "Months to the review of an impact assessment", "1 months", date(2020, 1, 1), "so"
    )
    for name in NAMES:
        make(store, name, anyway=True)
    for name in GROUPS:
        make_equality(store, "characteristic", name=name, code=name.lower())


def counted(store: Store, figures: Figures) -> dict[str, Any]:
    return {code: figures.values[code] for code in CODES}


def what_is_behind(store: Store, period: Period, figures: Figures) -> None:
    """What is counted can be shown."""
    for code in CODES:
        assert len(behind(store, period, code)) <= (figures.values[code] or 0)


def the_years(store: Store) -> None:
    """The figures by group, of spans of days, recounted."""
    today = store.today()
    for since in (today - timedelta(days=200), today - timedelta(days=9), today):
        assert by_group(store.connection, since, today) == recount_year(store, since, today)


@random_weeks(19)
def test_they_are_counted_as_by_a_slow_recount(steps: Sequence[Step]) -> None:
    held_to_recount(
        steps, begin, do_one, recount, counted, of_each=what_is_behind, at_end=the_years
    )


COUNTS = st.dictionaries(st.sampled_from(GROUPS), st.integers(0, 12), min_size=1)


@given(counts=COUNTS, rest=st.integers(0, 12))
def test_no_count_of_under_five_is_given_out(counts: dict[str, int], rest: int) -> None:
    groups = {name: GroupCounts(count + 1, count) for name, count in counts.items()}
    shown, untagged = ByGroup(groups, GroupCounts(0, rest), 0).published("heard")
    assert list(shown) == list(counts)
    for one, count in ((untagged, rest), *((shown[name], counts[name]) for name in counts)):
        assert one.number in (None, count)
        assert one.number is None or not 0 < one.number < FEW


def test_a_week_of_equality(store: Store, cli: Cli) -> None:
    make_enquiry(store)
    make(store, NAMES[0])
    make_equality(store, "characteristic")
    served = '[{"group": "Age", "source": "so", "on": "2026-04-01"}]'
    make_equality(store, "purpose", organisation=NAMES[0], serves=served)
    its = store.declared("assessment")
    one, _ = make_equality(store, "assessment"), make_equality(store, "assessment", title="Two")
    its.act(one.uid, "recommend", {"recommendation": "proceed"})
    its.act(one.uid, "authorise", {"by": "Director"})
    found = store.week.figures(week_of(store.today())).values
    assert {code: found[code] for code in CODES} == {
        **{"equality.authorised": 1, "equality.drafted": 1, "equality.review_late": 0},
        "equality.tagged": 1,
    }
    said = " ".join(cli.text("week").split())
    assert "1 impact assessment authorised. 1 impact assessment not authorised yet." in said
