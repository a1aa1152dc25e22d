"""Every figure of the summary, defined once, in words for those who read it.

figures_explained makes docs/figures.md and the last part of every summary from this.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class Unit(StrEnum):
    """What a figure is counted in."""

    COUNT = "count"
    DAYS = "working days"
    AGE = "days"
    SHARE = "percent"
    PENCE = "pence"

    @property
    def words(self) -> str:
        """As a reader knows it: sums are printed in pounds."""
        return {"count": "number", "pence": "pounds"}.get(self.value, self.value)


STANDARDS = ("acknowledged", "answered", "replied")
"""What has a day by which it is to be done."""


class Figure(NamedTuple):
    """A figure: its code, its name in a document, its unit, and how it is worked out."""

    code: str
    name: str
    unit: Unit
    definition: str

    @property
    def section(self) -> str:
        return self.code.partition(".")[0]

    @property
    def standard(self) -> str:
        """Which of STANDARDS it says how it was kept of; blank for the others."""
        name = self.code.partition(".")[2].partition("_")[0]
        return name if name in STANDARDS and self.unit is not Unit.DAYS else ""

    @property
    def is_of_many(self) -> bool:
        """Whether it says of how many it is: a share, a median, 9 in 10."""
        return self.unit in (Unit.SHARE, Unit.DAYS)

    @property
    def is_ninety(self) -> bool:
        return self.code.endswith("_90th")


_C, _D, _S, _P = Unit.COUNT, Unit.DAYS, Unit.SHARE, Unit.PENCE
_MEDIAN = (
    "the middle one when they are put in order, half took no longer; of an even number, the mean "
    "of the two middle ones"
)
_NINETY = (
    "Of the same: the number of working days that nine in ten took no more than. Of fewer than "
    "ten it is the longest that any took, and says so."
)
_AFTER = "Of the same: {} after that day, or closed after it without, by the end of the period."
_NOT_YET = "Of the same: not {} by the end of the period."

FIGURES = (
    Figure(
        "enquiries.open_before",
        "Open before",
        _C,
        "Enquiries that were open when the period began. These, and those received and reopened, "
        "less those closed, are those open at the end.",
    ),
    Figure(
        "enquiries.received",
        "Received",
        _C,
        "Enquiries received in the period. One that was recorded by mistake and undone is not "
        "counted.",
    ),
    Figure(
        "enquiries.reopened",
        "Reopened",
        _C,
        "How often a closed enquiry was opened again in the period.",
    ),
    Figure(
        "enquiries.closed",
        "Closed",
        _C,
        "How often an enquiry was closed in the period: one that was reopened and closed again "
        "counts each time.",
    ),
    Figure(
        "enquiries.open",
        "Open at the end",
        _C,
        "Enquiries received by the end of the period and not closed then.",
    ),
    Figure(
        "enquiries.overdue",
        "Answer overdue at the end",
        _C,
        "Of those open at the end: the day by which to answer had passed, the caller had not been "
        "told the answer, and the council was not waiting on the caller. The day is taken as it "
        "stands now. (“Overdue” on the officer’s desk holds these, and late acknowledgements and "
        "follow-ups too.)",
    ),
    Figure(
        "enquiries.acknowledged_within",
        "Acknowledged by their day",
        _S,
        "Of enquiries whose day for acknowledging lay in the period and has passed: the share "
        "whose caller heard by that day that the council has the question. A call, meeting or "
        "visit is acknowledged by being recorded, and an answer acknowledges too. One that was "
        "closed by that day without either is left out.",
    ),
    Figure(
        "enquiries.acknowledged_late",
        "Acknowledged late",
        _C,
        _AFTER.format("acknowledged"),
    ),
    Figure(
        "enquiries.acknowledged_not_yet",
        "Not acknowledged yet",
        _C,
        _NOT_YET.format("acknowledged"),
    ),
    Figure(
        "enquiries.acknowledged_median",
        "Days to acknowledge, median",
        _D,
        "Of enquiries first acknowledged in the period: the median of the working days that "
        f"took, the day received being day 0 ({_MEDIAN}).",
    ),
    Figure(
        "enquiries.acknowledged_90th",
        "Days to acknowledge, 9 in 10",
        _D,
        _NINETY,
    ),
    Figure(
        "enquiries.answered_within",
        "Answered by their day",
        _S,
        "Of enquiries whose day for answering lay in the period and has passed: the share whose "
        "caller was told the answer by that day. Each time an enquiry is reopened it has a new "
        "day and counts anew. Left out: one that was closed by that day with a reason and no "
        "answer, one that was reopened by that day, and one that was waiting on the caller when "
        "the day came and still is.",
    ),
    Figure(
        "enquiries.answered_late",
        "Answered late",
        _C,
        _AFTER.format("answered"),
    ),
    Figure(
        "enquiries.answered_not_yet",
        "Not answered yet",
        _C,
        _NOT_YET.format("answered"),
    ),
    Figure(
        "enquiries.answered_median",
        "Days to answer, median",
        _D,
        "Of enquiries whose caller was first told the answer in the period (or again since it was "
        "reopened): the median of the working days from the day it was received or reopened, less "
        "those waited on the caller.",
    ),
    Figure(
        "enquiries.answered_90th",
        "Days to answer, 9 in 10",
        _D,
        _NINETY,
    ),
    Figure(
        "enquiries.replied_within",
        "Teams replied by their day",
        _S,
        "Of requests to a team whose day for replying lay in the period and has passed: the share "
        "that the team replied to by that day. One that ended by that day without a reply (passed "
        "on, sent back, closed) is left out.",
    ),
    Figure(
        "enquiries.replied_late",
        "Teams replied late",
        _C,
        _AFTER.format("replied to"),
    ),
    Figure(
        "enquiries.replied_not_yet",
        "Teams not replied yet",
        _C,
        _NOT_YET.format("replied to"),
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
"""How the enquiries received, closed and open at the end are broken down; see BROKEN_DOWN of
figures_explained.
"""


def of_section(section: str) -> Iterator[Figure]:
    """Its figures, in order."""
    return (figure for figure in FIGURES if figure.section == section)
