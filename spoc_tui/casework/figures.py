"""Every figure of the summary, defined once: docs/figures.md and the help are made from this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Unit(StrEnum):
    """What a figure is counted in."""

    COUNT = "count"
    DAYS = "working days"
    AGE = "days"
    SHARE = "percent"
    PENCE = "pence"


class Figure(NamedTuple):
    """A figure: its code, its name in a document, its unit, and how it is worked out."""

    code: str
    name: str
    unit: Unit
    definition: str

    @property
    def section(self) -> str:
        return self.code.partition(".")[0]


_C, _D, _S, _P = Unit.COUNT, Unit.DAYS, Unit.SHARE, Unit.PENCE

FIGURES = (
    Figure(
        "enquiries.received",
        "Received",
        _C,
        "Enquiries whose moment of receipt lies in the period; undone ones never count.",
    ),
    Figure(
        "enquiries.closed",
        "Closed",
        _C,
        "Enquiries that were closed in the period at least once, whatever became of them since.",
    ),
    Figure(
        "enquiries.open",
        "Open at the end",
        _C,
        "Enquiries received by the end of the period whose last change of status by then was not "
        "to closed.",
    ),
    Figure(
        "enquiries.overdue",
        "Overdue at the end",
        _C,
        "Of those open at the end, those whose caller had not been told since it was received or "
        "reopened last, that were not waiting on the caller, and whose answer-by, as it stands "
        "now, had passed: it was on a day of the period or before, and not today or later.",
    ),
    Figure(
        "enquiries.acknowledged_median",
        "Working days to acknowledge, median",
        _D,
        "Of enquiries first acknowledged to the caller in the period (calls are by being logged): "
        "the median of the working days from the day received, which is day 0.",
    ),
    Figure(
        "enquiries.acknowledged_90th",
        "Working days to acknowledge, 9 in 10",
        _D,
        "The 90th percentile of the same: the least number of working days that nine in ten took "
        "no more than.",
    ),
    Figure(
        "enquiries.acknowledged_within",
        "Acknowledged within the standard",
        _S,
        "The share of the same that took no more working days than the standard as it stands now "
        "(its topic's own days, else the settings').",
    ),
    Figure(
        "enquiries.answered_median",
        "Working days to answer, median",
        _D,
        "Of enquiries whose caller was first told the answer in the period (or again since it was "
        "reopened): the median of the working days from the day it was received or reopened last, "
        "less the working days waited on the caller.",
    ),
    Figure(
        "enquiries.answered_90th",
        "Working days to answer, 9 in 10",
        _D,
        "The 90th percentile of the same: the least number of working days that nine in ten took "
        "no more than.",
    ),
    Figure(
        "enquiries.answered_within",
        "Answered within the standard",
        _S,
        "The share of the same that took no more working days than the standard as it stands now "
        "(its topic's own days, else the settings').",
    ),
    Figure(
        "enquiries.passed_on",
        "Passed on",
        _C,
        "How often an enquiry was passed on from one team to another in the period.",
    ),
    Figure(
        "enquiries.passed_around",
        "Passed on more than once",
        _C,
        "Enquiries that were passed on in the period, and by its end twice or more in all.",
    ),
    Figure(
        "enquiries.first_time",
        "Heard from for the first time",
        _C,
        "Organisations whose first enquiry or payment complaint of all lies in the period.",
    ),
    Figure("payments.new", "New complaints", _C, "Payment complaints logged in the period."),
    Figure(
        "payments.escalated",
        "Escalated",
        _C,
        "Payment complaints that went to the Chief Finance Officer in the period.",
    ),
    Figure(
        "payments.paid",
        "Paid",
        _C,
        "Payment complaints of which the last of the money came in on a day of the period.",
    ),
    Figure(
        "payments.open",
        "Still owed at the end",
        _C,
        "Payment complaints logged by the end of the period on which money was still to come then.",
    ),
    Figure(
        "payments.outstanding",
        "Outstanding at the end",
        _P,
        "What was still to be paid on those.",
    ),
    Figure(
        "payments.oldest",
        "Oldest, in days to pay",
        Unit.AGE,
        "The most days, by the reporting count, from receipt of the invoice to the end of the "
        "period, of those still owed whose receipt is known.",
    ),
    Figure(
        "payments.interest",
        "Interest run up",
        _P,
        "Statutory interest to the end of the period on those still owed, where it is due, by the "
        "rates known now.",
    ),
    Figure(
        "payments.assumed",
        "Sums on an assumed rate",
        _C,
        "Of those still owed, those whose interest rests on a base rate that is not known yet: the "
        "last known one, or one that was added as expected, stands in, and the sum may change.",
    ),
    Figure("feedback.heard", "Heard", _C, "Feedback actions that began in the period."),
    Figure(
        "feedback.done",
        "Done",
        _C,
        "Feedback actions marked as done in the period at least once.",
    ),
    Figure(
        "feedback.told",
        "Told",
        _C,
        "Feedback actions of which somebody who had spoken was told in the period what came of it.",
    ),
    Figure(
        "feedback.late",
        "Late at the end",
        _C,
        "Feedback actions begun by the end of the period whose day, as it stands now, had passed "
        "(as with overdue enquiries), and that were neither done nor refused nor closed then.",
    ),
)

BY_CODE = {figure.code: figure for figure in FIGURES}
SECTIONS = {"enquiries": "Enquiries", "payments": "Payments", "feedback": "Feedback"}

BREAKDOWNS = {
    "topic": "by topic",
    "directorate": "by directorate",
    "channel": "by channel",
    "ward": "by ward",
}
"""How the enquiries received, closed and open at the end are broken down. The directorate is that
of the team which had it last by the end of the period.
"""


@dataclass(frozen=True)
class Figures:
    """The figures of one period: by code, None where there is nothing to reckon from."""

    values: Mapping[str, int | None]
    received: Mapping[str, Mapping[str, int]]
    """Enquiries received, by breakdown and then by name, the most first."""
    closed: Mapping[str, Mapping[str, int]]
    open: Mapping[str, Mapping[str, int]]
    """At the end."""
    owed: Mapping[str, tuple[int, int]]
    """Payments still owed at the end, by ageing band: how many, and pence outstanding."""
    sides: Mapping[str, Mapping[str, int]]
    """Feedback figures by code and then by side."""
    taken: Mapping[str, tuple[int, int]]
    """Enquiries answered, by the working days that took (“0” … “10”, “11 to 20”, “over 20”): how
    many within their standard, and how many beyond it. Every row is there, if anyone was answered.
    """
    overdue: Mapping[str, int]
    """Enquiries overdue at the end, by the directorate where they sit, the most first."""
    longest: tuple[str, int] | None
    """The directorate that took longest to answer, and the median of its working days."""


def figures_document() -> str:
    """docs/figures.md."""
    lines = [
        "# The figures",
        "",
        "How each figure of the summary is worked out. A period is whole days in Europe/London, "
        "its last day with it. A past period is counted from the timeline, so that it can be "
        "counted again; where something is taken as it stands now, that is said.",
    ]
    for section, title in SECTIONS.items():
        lines += ["", f"## {title}", "", "| figure | code | in | how it is worked out |"]
        lines += ["| --- | --- | --- | --- |"]
        lines += [
            f"| {one.name} | `{one.code}` | {one.unit} | {one.definition} |"
            for one in FIGURES
            if one.section == section
        ]
    lines += ["", "## Enquiries received, closed and open, broken down", ""]
    lines += [
        "By topic, channel and ward as they stand now; by the directorate of the team which had it "
        "last by the end of the period. What has none of these is *not known*.",
    ]
    return "\n".join(lines) + "\n"
