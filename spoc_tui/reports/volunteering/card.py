"""The card on checks of volunteers: each fact with its date and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.council.dated_figures import figure_on
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.volunteering import dated
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.documents.plain_paper import paper, tabled

if TYPE_CHECKING:
    from datetime import date

    from spoc_tui.casework.volunteering.papers import CheckFacts
    from spoc_tui.reports.documents.document import Document

_SHOWN = {
    dated.VOLUNTEER_FEE: "A check of a volunteer",
    dated.ENHANCED_FEE: "An enhanced check otherwise",
    dated.UPDATE_VOLUNTEER_FEE: "Update Service, a year, of a volunteer",
    dated.UPDATE_FEE: "Update Service, a year, otherwise",
    dated.UPDATE_DAYS: "Join the Update Service within, from the certificate’s date",
}
"""The figures of the table, as the card calls them."""
_BEFORE = (
    "Write down what the role does, and how often: that decides which check it needs, not who "
    "comes forward.",
    "Ask whoever sends the forms in for you, or the Disclosure and Barring Service (DBS), before "
    "you rely on this card.",
)
_AFTER = (
    "A certificate has no expiry. After how many years you check again is your own rule.",
    "Do not copy or keep a certificate, its number, or what it says. Note that it was seen, on "
    "which day, and what you decided.",
)


def card(facts: CheckFacts) -> Document:
    """Which check, what it costs, what to do with it."""
    sections = [
        Section("First", lines=_BEFORE),
        Section("With children", lines=_children(facts)),
        _costs(facts),
        Section("After that", lines=_AFTER),
    ]
    says = "For organisations with volunteers. Indicative, not legal advice."
    return paper("Which check do I need?", says, facts.today, facts.officer, sections)


def _children(facts: CheckFacts) -> tuple[str, ...]:
    try:
        found = figure_on(facts.figures, dated.REGULATED, facts.today).figure
    except NotFound as error:
        return (str(error),)
    return (
        f"From {show_day(found.valid_from)}: who teaches, trains or looks after children, paid or "
        "not, supervised or not, does so in regulated activity where it is frequent, on more than "
        f"{found.value.words} in 30, or overnight. The role needs an enhanced check with the "
        "children’s barred list; who is on that list may not do it.",
        f"Source: {found.source}.{_checked(found.checked_on)}",
    )


def _checked(day: date | None) -> str:
    return f" Checked on {show_day(day)}." if day else ""


def _costs(facts: CheckFacts) -> Section:
    rows = []
    for name, called in _SHOWN.items():
        try:
            one = figure_on(facts.figures, name, facts.today).figure
        except NotFound:
            rows.append((called, "not known", "", ""))
            continue
        free = one.value.unit == "£" and not one.value.number
        value = "free" if free else one.value.words
        rows.append((called, value, show_day(one.valid_from), one.source))
    heads = ("What", "How much", "From", "Source")
    return tabled("What it costs", rows, (26, 12, 16, 46), heads)
