"""How the figures are worked out, in words that go out with every summary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spoc_tui.casework.figures.figure import Figure
from spoc_tui.casework.survey.figures import OF_A_ROUND, OF_A_ROUND_TITLE
from spoc_tui.casework.week.definitions import SECTIONS, of_section

HOW = (
    "A period is whole days, Monday to Sunday for a week, the last day with it. Working days are "
    "Monday to Friday less bank holidays in England.",
    "Figures come from what was recorded and when it happened, so a past period can be counted "
    "again. It is, with what has been added, corrected or undone since; where that has changed a "
    "figure, what it was when the period ended is given beneath. Topics, themes, wards, the days "
    "by which to answer, and bank holidays are taken as they stand now. A summary that was issued "
    "is not changed.",
    "A median or share says of how many it is. Halves are rounded up; a share is 100% only if it "
    "was all of them, and 0% only if it was none.",
    "“The last four” are the four periods before: of numbers and sums their mean; of medians, 9 "
    "in 10 and shares, the enquiries of all four together. Where the records do not go back so "
    "far it is fewer, and says so. Before the first record there is no figure, but “–”.",
)
"""What holds of every figure."""
IN_SHORT = (
    "A median or share says of how many it is. “By their day” counts all whose day came: what was "
    "late and what is not done yet too. Every figure is defined in full in the other forms of "
    "this summary, and in figures.md among the documents of spoc-tui."
)
"""For an e-mail."""
BROKEN_DOWN = (
    "By topic, channel and ward as they stand now; by the directorate of the team which had the "
    "enquiry last by the end of the period. What was with no team was answered by the officer, or "
    "closed without a team, or is not routed yet. What has none of the others is not known."
)
"""How the enquiries received, closed, open and overdue are broken down."""


def figures_document() -> str:
    """docs/figures.md."""
    lines = ["# The figures", ""]
    lines += ["How each figure of the summary is worked out. It goes out with every summary."]
    for paragraph in HOW:
        lines += ["", paragraph]
    for section, title in SECTIONS.items():
        lines += _defined(title, of_section(section))
    lines += ["", "## Enquiries broken down", "", BROKEN_DOWN]
    lines += _defined(OF_A_ROUND_TITLE, OF_A_ROUND)
    lines += ["", "These go out with the results of a round, and are not in a summary."]
    return "\n".join(lines) + "\n"


def _defined(title: str, figures: Iterable[Figure]) -> Iterator[str]:
    yield from ("", f"## {title}", "", "| figure | code | in | how it is worked out |")
    yield "| --- | --- | --- | --- |"
    for one in figures:
        yield f"| {one.name} | `{one.code}` | {one.unit.words} | {one.definition} |"
