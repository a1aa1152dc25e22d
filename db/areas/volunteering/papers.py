"""Reads the facts that the papers of volunteering are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from db.areas.volunteering.barriers import barriers
from db.organisations.unnamed import named_and_not
from spoc_tui.casework.dates.working_days import ONE_DAY
from spoc_tui.casework.kinds.clocks import before
from spoc_tui.casework.text import compared
from spoc_tui.casework.volunteering.papers import (
    CHECK,
    HOURS,
    ROLES,
    THANKED_MONTHS,
    TIMES,
    CheckFacts,
    HoursFacts,
    RolesFacts,
    ThanksFacts,
    TimesFacts,
)

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.paper import AreaPaper, Narrowed
    from spoc_tui.casework.volunteering.mentoring import Mentoring
    from spoc_tui.casework.volunteering.papers import Facts
    from spoc_tui.casework.volunteering.role import Role
    from spoc_tui.casework.volunteering.signup import Signup
    from spoc_tui.casework.volunteering.stafftime import StaffTime
    from spoc_tui.settings import Settings


def area_facts(
    store: Store, paper: AreaPaper, of: Narrowed, settings: Settings | None = None
) -> Facts:
    """The facts of a paper about volunteering, as of today."""
    if paper == ROLES:
        return _roles(store)
    if paper == CHECK:
        return CheckFacts(
            paper, tuple(store.dated_figures.all()), store.today(), store.signed_for(paper)
        )
    if paper == TIMES:
        return _times(store, of.organisation)
    if paper == HOURS:
        return _hours(store, of.year or store.today().year)
    return _thanks(store, paper)


def _roles(store: Store) -> RolesFacts:
    today = store.today()
    found = cast("list[Role]", store.declared("role").page(open_only=True, limit=-1))
    its = [one for one in found if one.closes is None or one.closes >= today]
    agreed = {
        uid
        for uid in {one.read_as(one.organisation) for one in its}
        if store.organisations.get(uid).published_on is not None
    }
    listed = [one for one in its if one.read_as(one.organisation) in agreed]
    listed.sort(key=lambda one: (compared(one.what), one.reference))
    return RolesFacts(ROLES, tuple(listed), len(its) - len(listed), today, store.signed_for(ROLES))


def _times(store: Store, organisation: str) -> TimesFacts:
    its = cast("list[Signup]", store.declared("signup").page(limit=-1))
    called, whose = "", ""
    if organisation:
        one = store.organisations.find(organisation, field="organisation")
        called, whose = one.name, one.uid
        its = [each for each in its if each.read_as(each.organisation) == one.uid]
    its.sort(key=lambda each: (each.applied, each.reference))
    found = barriers(store.connection, its, of=whose)
    return TimesFacts(TIMES, tuple(its), found, called, store.today(), store.signed_for(TIMES))


def _thanks(store: Store, paper: AreaPaper) -> ThanksFacts:
    signups = cast("list[Signup]", store.declared("signup").page(limit=-1))
    mentoring = cast("list[Mentoring]", store.declared("mentoring").page(limit=-1))
    since = before("Until", store.today(), THANKED_MONTHS, "months").day + ONE_DAY
    started = {
        one.read_as(one.organisation)
        for one in signups
        if one.started is not None and one.started >= since
    }
    mentors = {
        one.read_as(one.mentor)
        for one in mentoring
        if one.mentor is not None and (one.ended is None or one.ended >= since)
    }
    named, _ = named_and_not(store, started | mentors)

    def names(of: set[str]) -> tuple[str, ...]:
        return tuple(
            sorted((store.organisations.get(uid).name for uid in of & named), key=compared)
        )

    unnamed = len((started | mentors) - named)
    return ThanksFacts(
        paper,
        names(started),
        names(mentors),
        unnamed,
        since,
        store.today(),
        store.signed_for(paper),
    )


def _hours(store: Store, year: int) -> HoursFacts:
    entries = cast("list[StaffTime]", store.declared("stafftime").page(limit=-1))
    its = sorted((one for one in entries if one.on.year == year), key=lambda one: one.on)
    directorates = tuple(
        (each.name, tuple(one for one in its if one.directorate.uid == each.uid))
        for each in store.council.directorates()
        if not each.partner or any(one.directorate.uid == each.uid for one in its)
    )
    return HoursFacts(HOURS, year, directorates, store.today(), store.signed_for(HOURS))
