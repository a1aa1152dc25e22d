"""Roles for volunteers, whom to thank, and the hours of staff by directorate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.text import counted
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.documents.plain_paper import paper, tabled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spoc_tui.casework.volunteering.papers import HoursFacts, RolesFacts, ThanksFacts
    from spoc_tui.casework.volunteering.role import Role
    from spoc_tui.casework.volunteering.stafftime import StaffTime
    from spoc_tui.reports.documents.document import Document


def roles(facts: RolesFacts) -> Document:
    """What volunteers are wanted for; notes of the officer’s are not in it."""
    rows = [
        (one.what, one.organisation.name, _when(one), _needs(one), _closes(one))
        for one in facts.roles
    ]
    lines = [f"{counted(len(rows), 'role')}."]
    if facts.left_out:
        lines.append(
            f"{counted(facts.left_out, 'more role is', 'more roles are')} open, of organisations "
            "that have not agreed to be published."
        )
    heads = ("What", "Organisation", "When and where", "What is needed", "Until, places")
    section = tabled("Volunteers are wanted", rows, (22, 22, 22, 22, 12), heads, lines)
    says = "For residents and colleagues. Ask before you rely on it."
    return paper("Roles for volunteers", says, facts.today, facts.officer, [section])


def _when(one: Role) -> str:
    opens = f"from {show_day(one.opens)}" if one.opens else ""
    return "; ".join(filter(None, (one.when, one.ward, opens)))


def _needs(one: Role) -> str:
    age = f"from {counted(one.min_age, 'year')}" if one.min_age else ""
    expenses = {True: "expenses are paid", False: "no expenses", None: ""}[one.expenses]
    check = f"check: {one.dbs.words}"
    return "; ".join(filter(None, (age, check, one.training, expenses)))


def _closes(one: Role) -> str:
    places = counted(one.places, "place") if one.places else ""
    return "; ".join(filter(None, (show_day(one.closes) if one.closes else "", places)))


def thanks(facts: ThanksFacts) -> Document:
    """The organisations to thank, by why."""
    sections = [
        _names("Their volunteers started", facts.started),
        _names("They are mentors of others", facts.mentors),
    ]
    if facts.unnamed:
        more = counted(facts.unnamed, "more has", "more have")
        lines = (f"{more} not agreed to be named: thank them otherwise.",)
        sections.append(Section("Not on this list", lines=lines))
    says = (
        f"From {show_day(facts.since)} on. Organisations that agreed to be named; volunteers are "
        "not."
    )
    return paper("Thank you to volunteers", says, facts.today, facts.officer, sections)


def _names(title: str, names: tuple[str, ...]) -> Section:
    return Section(title, lines=names or ("None that agreed to be named.",))


def hours(facts: HoursFacts) -> Document:
    """The hours of a year, of each directorate and of all."""
    rows = [(name, _sum(its), _people(its), _until(its)) for name, its in facts.directorates if its]
    every = [one for _, its in facts.directorates for one in its]
    unknown = ", ".join(name for name, its in facts.directorates if not its)
    lines = [
        f"{_sum(every)} in all. Nothing is known of: {unknown or 'none'}.",
        "By the last day of what was said. People are counted again in each entry.",
    ]
    heads = ("Directorate", "Hours", "People", "Known until")
    section = tabled(f"Hours in {facts.year}", rows, (40, 24, 14, 22), heads, lines)
    says = "From what HR said of each directorate."
    title = f"Hours that staff volunteered in {facts.year}"
    return paper(title, says, facts.today, facts.officer, [section])


def _sum(entries: Iterable[StaffTime]) -> str:
    whole, minutes = divmod(sum(one.all_minutes for one in entries), 60)
    more = f" {counted(minutes, 'minute')}" if minutes else ""
    return f"{counted(whole, 'hour')}{more}"


def _people(entries: tuple[StaffTime, ...]) -> str:
    known = [one.people for one in entries if one.people is not None]
    return f"{sum(known):,}" if known else "not known"


def _until(entries: tuple[StaffTime, ...]) -> str:
    return show_day(entries[-1].on)
