"""The figures of enquiries, in words for those who read them."""

from __future__ import annotations

from spoc_tui.casework.figures.figure import Figure, KindFigures, Unit

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


_FIGURES = (
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
        "day and counts again. Left out: one that was closed by that day with a reason and no "
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
)
FIGURES = KindFigures(
    "enquiries",
    "Enquiries",
    _FIGURES,
)
