"""The pilot's evaluation for Cabinet: both sites side by side, on the figures and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.money import show_money
from spoc_tui.casework.planning.steps import Role
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.planning.tables import paper, tabled

if TYPE_CHECKING:
    from spoc_tui.casework.planning.papers import PilotFacts, PilotSite
    from spoc_tui.reports.documents.document import Document

NOT_YET = "not yet"
_IN_TIME = {True: "yes", False: "no", None: "not over yet"}


def evaluation(facts: PilotFacts) -> Document:
    """The figures of both sites, the milestones, what it showed, what is to be decided."""
    pilot, sites = facts.pilot, facts.sites
    heads = ("Figure", *(_called(one) for one in sites))
    width = 64 // len(sites) if sites else 64
    figures = tabled(
        "Both sites, side by side",
        _rows(sites),
        (36, *[width] * len(sites)),
        heads,
    )
    sections = [
        figures,
        tabled(
            "Milestones",
            (
                (
                    one.words,
                    show_day(one.by) if one.by else "no day",
                    show_day(one.done) if one.done else NOT_YET,
                )
                for one in pilot.milestones
            ),
            (60, 20, 20),
            ("Milestone", "By", "Reached"),
        ),
    ]
    if pilot.evaluation:
        sections.append(Section("What it showed", lines=tuple(pilot.evaluation.splitlines())))
    if pilot.decided is not None:
        sections.append(Section(f"Decided on {show_day(pilot.decided)}", lines=(pilot.closed_why,)))
    title = f"Evaluation: {pilot.title}"
    return paper(title, "For Cabinet.", facts.today, facts.officer, sections)


def _called(one: PilotSite) -> str:
    ward = one.site.ward or "no ward yet"
    return f"{one.site.role.words}: {ward}"


def _rows(sites: tuple[PilotSite, ...]) -> Iterator[tuple[str, ...]]:
    """A row for each figure, with a cell for each site."""
    columns = [dict(_figures(one)) for one in sites]
    for name in columns[0] if columns else ():
        yield (name, *(column[name] for column in columns))


def _figures(one: PilotSite) -> Iterator[tuple[str, str]]:
    its, window = one.measured, one.window
    yield "Window", f"{window.application}, {window.site}" if window else "none yet"
    yield "Opened", show_day(window.opened) if window else NOT_YET
    yield "Last day for views", show_day(window.closes) if window and window.closes else NOT_YET
    yield "Views sent in time", _IN_TIME[its.in_time] if its else NOT_YET
    used = f"day {its.days_used}" if its and its.days_used is not None else "none sent"
    yield "Days used", used
    for role in Role:
        parts = f"{its.answered[role]:,} of {its.asked[role]:,}" if its else NOT_YET
        yield f"Answered: {role.words}", parts
    yield "Schemes put forward", f"{its.schemes:,}" if its else NOT_YET
    sums = [show_money(its.secured), *its.secured_things] if its else [NOT_YET]
    yield "Secured for them, by the agreements", "; ".join(sums)
    yield "Developer understood", its.understood.words if its else "not known"
