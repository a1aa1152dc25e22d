"""The sector's views on an application, for planning; and the note to the ward's councillors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.planning.steps import Role
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.planning.tables import (
    SCHEMES,
    paper,
    scheme_rows,
    tabled,
    window_rows,
)

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.party import Party
    from spoc_tui.casework.planning.papers import WindowFacts
    from spoc_tui.reports.documents.document import Document

FACTS = (22, 78)
ASKED = ((40, 16, 18, 26), ("Who", "As", "Asked", "Answered"))
SAID = ((34, 66), ("Who", "In their words"))
A_GROUP = "a group"
"""As one is called that did not agree to be named."""
NOT_NAMED = (
    "Whoever did not agree to be named is “a group”. An organisation that agrees tells the "
    "officer, who puts the day on its record (“May name”)."
)
INTEREST = "declared an interest"
TESTED = (
    "An obligation must be necessary to make the development acceptable, directly related to it, "
    "and fairly related in scale and kind (SI 2010/948, regulation 122)."
)


def views(facts: WindowFacts) -> Document:
    """Of each scheme what, need, tests and cost; then what was said, who was asked and answered."""
    one = facts.window
    sections = [
        tabled("The application", window_rows(one), FACTS),
        tabled("What the sector asks for", scheme_rows(one.schemes), *SCHEMES, [TESTED]),
        tabled("What they said", _said(facts), *SAID),
        tabled("Who was asked", _asked(facts), *ASKED, _unnamed(facts)),
    ]
    title = f"Views of the voluntary sector: {one.application}"
    return paper(title, "For the planning team.", facts.today, facts.officer, sections)


def _said(facts: WindowFacts) -> Iterator[tuple[str, ...]]:
    """The words of those who answered, each under their name where they may be named; of one who
    declared an interest none.
    """
    for each in facts.window.parties:
        if each.answered is not None and each.answer and not _has_interest(each):
            yield _named(each, facts), each.answer


def _asked(facts: WindowFacts) -> Iterator[tuple[str, ...]]:
    """Who was asked, and who answered; a late answer is marked as one."""
    one = facts.window
    for each in one.parties:
        if each.asked is None:
            continue
        answered = show_day(each.answered) if each.answered else "no answer"
        if each.excused and each.answered is None:
            answered = f"none expected: {each.excused}"
        if _has_interest(each):
            answered = f"{INTEREST}: {each.excused}"
        late = ": after the last day" if each.is_late(one.closes) else ""
        yield _named(each, facts), each.role, show_day(each.asked), f"{answered}{late}"


def _has_interest(one: Party) -> bool:
    """Whether they are a councillor who is excused: that is for an interest."""
    return one.role == Role.COUNCILLOR and bool(one.excused)


def _unnamed(facts: WindowFacts) -> list[str]:
    """How one comes to be named, where anybody is not."""
    asked = (each for each in facts.window.parties if each.asked is not None)
    return [NOT_NAMED] if any(_named(each, facts) == A_GROUP for each in asked) else []


def _named(one: Party, facts: WindowFacts) -> str:
    """A councillor by name, a team, an organisation of the council's own consortium or that agreed
    to be named; else in general.
    """
    if one.role == Role.COUNCILLOR and one.contact is not None:
        return one.contact.name
    if one.team is not None:
        return one.team.name
    if one.organisation is not None and (
        one.role == Role.CONSORTIUM or one.organisation.uid in facts.may_be_named
    ):
        return one.organisation.name
    return A_GROUP


def note(facts: WindowFacts) -> Document:
    """What is planned, by when views count, and what is on the shelf of the ward."""
    one, wards = facts.window, facts.wards
    away = {each.contact.uid for each in one.parties if each.contact and _has_interest(each)}
    there_now = (each for ward in wards for each in ward.councillors if each.uid not in away)
    names = list(dict.fromkeys(each.name for each in there_now))
    shelf = [scheme for ward in wards for scheme in ward.shelf]
    there = [each for each in one.schemes if each not in shelf]
    closes = show_day(one.closes) if one.closes else "a day that is not known yet"
    ask = Section(
        "What we ask of you",
        lines=(
            f"Views on it count until {closes}. Please say before then which of these matter most "
            "in your ward, what is missing, and whether you have an interest in any of them.",
        ),
    )
    sections = [
        tabled("To", [(", ".join(names),)] if names else (), (100,)),
        tabled("The application", window_rows(one), FACTS),
        ask,
        tabled("Schemes of the ward", scheme_rows([*there, *shelf]), *SCHEMES),
    ]
    title = f"Note to ward councillors: {one.site}"
    return paper(title, "For the councillors of the ward.", facts.today, facts.officer, sections)
