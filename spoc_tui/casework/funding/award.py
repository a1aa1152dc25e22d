"""Money that an organisation is given: a grant, a contract, so much for each referral. What ends
without anything after it is known six months before, and said three months before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.council.dated_figures import figure_on
from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.dates.working_days import ONE_DAY
from spoc_tui.casework.errors import BadInput, NotFound
from spoc_tui.casework.funding import award_acts as acts
from spoc_tui.casework.funding import lists
from spoc_tui.casework.funding.dated import NOTICE
from spoc_tui.casework.funding.steps import AwardStep, Basis
from spoc_tui.casework.kinds.act import Change
from spoc_tui.casework.kinds.fields import (
    Linked,
    choice,
    day,
    line,
    link,
    money,
    number,
    records,
    text,
    yes_no,
)
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.kinds.running_out import Term
from spoc_tui.casework.records.require import require_order

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.act import Values
    from spoc_tui.casework.kinds.now import Now

MOST_MONTHS = 24
"""Of notice: a figure that says more is no figure for it."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Award(DeclaredRecord):
    """Money that an organisation is given, and when it ends."""

    organisation: Linked = link("Organisation", "organisation", "who has it", needed=True, column=0)
    funder: str = line(
        "Funder",
        "who gives it: a team of the council, or another body",
        needed=True,
        searched=True,
        names=("team",),
    )
    team: Linked | None = link("Team", "team", "of the council, where it is one's money")
    amount: int = money("Amount", "in pounds, for all of the time", needed=True, column=10)
    basis: Basis | None = choice("Basis", Basis, "grant, contract, per referral, …")
    title: str = line("Title", "as the funder calls it", searched=True)
    programme: str = line("Programme", "what it is given under", searched=True)
    purpose: str = text("Purpose", "what it is for", searched=True)
    awarded: date | None = day("Awarded", "the day it was decided", past=True)
    starts: date | None = day("Starts", "its first day")
    ends: date | None = day("Ends", "its last day; blank: not known, or worked out from the months")
    months: int | None = number(
        "Months",
        "how long it runs, where its last day was not said",
        least=1,
        most=600,
        counts="month",
    )
    report_due: date | None = day("Report due", "to the funder")
    renews: Linked | None = link("Renews", "award", "the award that it follows")
    open_call: bool | None = yes_no("Open call", "whether anybody could apply")
    ending_known: bool | None = yes_no("Ending known", "to all whom it concerns")
    external: str = line("External id", "the funder’s own for it", searched=True)
    notes: str = text("Notes", "what is to be remembered", searched=True)
    last: date | None = day("Last day", typed=False, column=10)
    first_day_without: date | None = day("First day without it", typed=False)
    notice_by: date | None = day("Notice by", "the last day in time", typed=False)
    notice_months: int | None = number("Months of notice", typed=False, shown=False, counts="month")
    length: int | None = number("Length", "in whole months", typed=False, counts="month")
    working: str = text("How counted", typed=False)
    noticed: date | None = day("Notice given", typed=False)
    reported: date | None = day("Reported", "to the funder", typed=False)
    renewals: tuple[DeclaredRecord, ...] = records("Renewed by", "award", "renews")

    @property
    def subject(self) -> str:
        return f"{self.funder}: {self.title}" if self.title else self.funder

    @property
    def called(self) -> str:
        """The same with whose it is: “Rook Lane Club, Public Health: Lunch club”."""
        return f"{self.who}, {self.subject}"

    @property
    def begins(self) -> date | None:
        """The day from which its months are counted: its first, else that of the award."""
        return self.starts or self.awarded

    @property
    def term(self) -> Term:
        """How long it runs, when notice of its end is given, and whether it was."""
        return Term(
            self.begins,
            self.ends,
            self.months,
            begun_by="Starts" if self.starts else "Awarded",
            notice=self.notice_months or 0,
            noticed=self.noticed is not None,
            succeeded=self.is_renewed,
        )

    @property
    def is_renewed(self) -> bool:
        """Whether an award follows it."""
        return bool(self.renewals)

    @property
    def owes_report(self) -> bool:
        """Whether a report to the funder is still due."""
        return self.report_due is not None and self.reported is None

    def has_short_notice(self, on: date) -> bool:
        """Whether its notice is late, or by that day none was given and its day has passed. What is
        renewed needs none.
        """
        if self.notice_by is None or self.is_renewed:
            return False
        return (self.noticed or on) > self.notice_by


def check(one: Award) -> None:
    """It is of more than nothing, and its days are in their order."""
    if one.amount < 1:
        raise BadInput("An award is more than £0.", field="amount")
    if one.renews is not None and one.renews.uid == one.uid:
        raise BadInput("An award does not renew itself. Name the one before it.", field="renews")
    require_order(one.awarded, one.ends, "It cannot end before it was awarded", "ends")
    one.term.check()


def works_out(one: Award, days: WorkingDays, figures: Sequence[DatedFigure]) -> Mapping[str, Any]:
    """Its last day, the first without it, and by when notice is given, with the working."""
    last = one.term.last_day
    if last is None:
        return {
            "last": None,
            "first_day_without": None,
            "notice_by": None,
            "notice_months": None,
            "length": one.months,
            "working": "",
        }
    without = last.day + ONE_DAY
    lines = [last.working]
    if one.ends is None and one.starts is None:
        lines.append("No first day was given: its months are counted from the day of the award.")
    months, source = notice_months(without, figures)
    notice = one.term._replace(notice=months).notice_by(days)
    if notice is not None:
        lines.append(notice.working)
    lines.append(source)
    return {
        "last": last.day,
        "first_day_without": without,
        "notice_by": notice.day if notice else None,
        "notice_months": months or None,
        "length": whole_months(one.begins, without) if one.begins else one.months,
        "working": "\n".join(lines),
    }


def whole_months(begins: date, without: date) -> int:
    """How many whole months lie between a first day and the first day after the last; 0 at
    least.
    """
    months = (without.year - begins.year) * 12 + without.month - begins.month
    return max(months - (without.day < begins.day), 0)


def notice_months(without: date, figures: Sequence[DatedFigure]) -> tuple[int, str]:
    """How many months before the first day without money notice is given, 0 where that is not
    known, and the sentence that says by which figure.
    """
    try:
        found = figure_on(figures, NOTICE, without)
    except NotFound as error:
        return 0, str(error)
    months = int(found.figure.value.number)
    if not 1 <= months <= MOST_MONTHS:
        return 0, f"{NOTICE} is no number of months: {found.figure.value.words}."
    return months, f"Notice: {found.words}."


def settle(one: Award) -> AwardStep:
    """What was renewed is, whether or not notice was given."""
    if not one.is_open:
        return AwardStep.ENDED
    if one.is_renewed:
        return AwardStep.RENEWED
    return AwardStep.NOTICE_GIVEN if one.noticed else AwardStep.RUNNING


def due(one: Award, days: WorkingDays) -> Iterator[Due]:
    """Its end and the notice of it, unless something follows; its report; what is not known."""
    yield from one.term.due(days)
    began = london_date(one.began_at) if one.began_at else None
    if one.owes_report and one.report_due is not None:
        yield Due("report", one.report_due, f"to {one.funder}", show=report_shown(one.report_due))
    if one.last is None and began is not None:
        yield Due("ask its end", began, band="tidy")
    if one.is_renewed and one.last is not None:
        yield Due("say it ended", one.last + ONE_DAY, "it is renewed", band="tidy")


def report_shown(due_on: date) -> date:
    """From which day the desk shows that a report is due: four weeks before."""
    return date.fromordinal(due_on.toordinal() - 28)


def edits(one: Award, changed: Values, now: Now) -> Change:
    """Where its end moves after notice of it was given, that was notice of another end."""
    after = replace(one, **changed)
    if one.noticed is None or after.term.last_day == one.term.last_day:
        return Change()
    text = f"the notice of {show_day(one.noticed)} was of another end: it is to be given again"
    return Change({"noticed": None}, text=text)


KIND = Kind(
    code="award",
    letters="AWD",
    called="award",
    plural="awards",
    record=Award,
    area="money",
    steps=AwardStep,
    acts=acts.ACTS,
    likely=acts.likely,
    settle=settle,
    check=check,
    works_out=works_out,
    edits=edits,
    due=due,
    by_parts=True,
    lists=(lists.GRANTS,),
    leads_to=("award", "feedback", "enquiry", "bid"),
)
