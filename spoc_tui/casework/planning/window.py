"""The days in which the sector may say what a development should pay for, and what came of it.

What is done in it is in window_acts.py and agreement.py, when its last day is in notices.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.groups.member import Member
from spoc_tui.casework.kinds import fields as its
from spoc_tui.casework.kinds import party
from spoc_tui.casework.kinds.clocks import working_days_after, working_days_before
from spoc_tui.casework.kinds.fields import (
    Linked,
    choice,
    day,
    line,
    link,
    money,
    number,
    rows,
    text,
    yes_no,
)
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.organisations.wards import Councillor, wards_in
from spoc_tui.casework.planning import lists, papers
from spoc_tui.casework.planning import window_acts as acts
from spoc_tui.casework.planning.notices import (
    USUAL_DAYS,
    Application,
    Notice,
    NoticeKind,
    counted_days,
    dated_notices,
    target,
)
from spoc_tui.casework.planning.obligations import (
    Agreement,
    Contribution,
    Transaction,
    lines_of,
)
from spoc_tui.casework.planning.scheme import Scheme
from spoc_tui.casework.planning.steps import Role, Step, Understood
from spoc_tui.casework.planning.sums import contribution
from spoc_tui.casework.records.worded import Worded
from spoc_tui.casework.text import counted, names_in_short

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.standards import Standards
    from spoc_tui.casework.dates.working_days import WorkingDays

LAST_DAYS = 5
"""So many days before its last the desk shows it."""
PLANNING_SILENT = 5
"""So many working days after the views were sent planning is chased."""


class ApplicationKind(Worded):
    """What is applied for."""

    FULL = "full"
    OUTLINE = "outline"
    HYBRID = "hybrid"
    RESERVED = "reserved-matters"
    OTHER = "other"


class Homes(Worded):
    """What a number of homes counts."""

    NET = "net"
    GROSS = "gross"


@dataclass(frozen=True, kw_only=True, repr=False)
class Window(DeclaredRecord):
    """The days for views on one application, and what came of them."""

    application: str = line(
        "Application", "its reference: MC/26/0123", needed=True, searched=True, column=12
    )
    site: str = line("Site", "where it is", needed=True, searched=True, column=0)
    opened: date = day("First day", "of its first notice", needed=True)
    notice: NoticeKind = choice("Notice", NoticeKind, "how it is made known first", needed=True)
    wards: str = line("Wards", "in which the site lies; of several with semicolons", searched=True)
    dwellings: int | None = number(
        "Dwellings", "how many homes are added; blank: not known", least=1, most=20_000
    )
    homes: Homes | None = choice("Counted", Homes, "net of those that go, or gross")
    application_kind: ApplicationKind | None = choice(
        "Applied for", ApplicationKind, "full, outline, hybrid, reserved matters"
    )
    applicant: str = line("Applicant", "the developer", searched=True, personal=True)
    infrastructure: bool | None = yes_no(
        "Public works", "whether it is public service infrastructure: 18 days in place of 21"
    )
    eia: bool | None = yes_no("EIA", "whether it has an environmental statement: 30 days")
    team: Linked | None = link("Planning team", "team", "who has the case")
    group: Linked | None = link("Consortium", "group", "whose members are asked")
    earlier: Linked | None = link("Earlier", "window", "that of the application before this one")
    notes: str = text("Notes", "what is to be remembered", searched=True)
    notices: tuple[Notice, ...] = rows("Notices", Notice, typed=False)
    agreements: tuple[Agreement, ...] = rows("Agreements", Agreement, typed=False)
    contributions: tuple[Contribution, ...] = rows("Contributions", Contribution, typed=False)
    transactions: tuple[Transaction, ...] = rows("Transactions", Transaction, typed=False)
    closes: date | None = day("Closes", "the last day for views", typed=False, column=10)
    working: str = text("How counted", typed=False)
    indicative: int | None = money("Indicative sum", typed=False)
    sum_working: str = text("How summed", typed=False)
    rate_known: date | None = day("Rate known to", typed=False, shown=False)
    front_loaded: date | None = day("Front-loaded", "the shelf was gone through", typed=False)
    notice_up: date | None = day("Opened", typed=False, shown=False)
    views_in: date | None = day("Views in", typed=False)
    sent: date | None = day("Sent to planning", typed=False)
    acknowledged: date | None = day("Acknowledged", "by planning", typed=False)
    understood: Understood | None = choice(
        "Developer understood", Understood, "what the sector said", typed=False
    )
    understood_words: str = text("In what words", "the developer said so", typed=False)
    agreed: date | None = day("In the agreement", typed=False)
    agreed_sum: int | None = money("Agreed", typed=False)
    received: date | None = day("Received on", typed=False)
    received_sum: int | None = money("Received", typed=False)
    allocated: date | None = day("Allocated on", typed=False)
    allocated_sum: int | None = money("Allocated", typed=False)
    spent: date | None = day("Spent on", typed=False)
    spent_sum: int | None = money("Spent", typed=False)
    evaluated: date | None = day("Evaluated", typed=False)
    schemes: tuple[Scheme, ...] = its.records("Schemes", Scheme, "window")
    members: tuple[Member, ...] = ()
    """Those of the consortium."""
    councillors: tuple[Councillor, ...] = ()
    """Those of its wards, whether they sit or have left."""

    @property
    def ward_names(self) -> tuple[str, ...]:
        """Those in which the site lies."""
        return wards_in(self.wards)

    @property
    def subject(self) -> str:
        return f"{self.site}, {self.application}"

    @property
    def has_begun(self) -> bool:
        """Whether its first notice is known to be up."""
        began = london_date(self.began_at) if self.began_at else None
        return self.notice_up is not None or (began is not None and self.opened <= began)

    @property
    def are_told(self) -> bool:
        """Whether all who suggested what was put forward heard what became of it; it follows from
        their feedback actions.
        """
        return bool(self.schemes) and all(one.is_told for one in self.schemes)

    @property
    def of(self) -> Application:
        """What its days go by."""
        return Application(bool(self.infrastructure), bool(self.eia))

    def asked(self, role: Role) -> tuple[party.Party, ...]:
        """Those of a role who were asked."""
        return tuple(one for one in self.parties if one.role == role and one.asked is not None)

    @property
    def day_asked(self) -> date:
        """The day for which its sum is worked out: the first on which anybody was asked; until then
        its first day.
        """
        return min((one.asked for one in self.parties if one.asked), default=self.opened)

    def day_of(self, on: date, days: WorkingDays) -> int:
        """Which of its days a day is, as the window counts them; 0 before the first."""
        return sum(1 for _ in counted_days(self.opened, on, days, holidays=bool(self.eia)))


def application_key(typed: str) -> str:
    """An application as it is compared: `mc/26/184` is MC/26/0184, with or without spaces."""
    parts = re.findall(r"[^\W\d_]+|\d+", "".join(typed.split()).casefold())
    return "/".join(part.lstrip("0") or "0" if part.isdecimal() else part for part in parts)


def settle(one: Window) -> Step:
    """The last step of which there is a fact; dropped is what was closed before it was
    evaluated.
    """
    if one.evaluated is not None:
        return Step.EVALUATED
    if not one.is_open:
        return Step.DROPPED
    facts = {
        Step.FRONT_LOADED: one.front_loaded,
        Step.OPEN: one.has_begun,
        Step.CONSORTIUM_ASKED: one.asked(Role.CONSORTIUM),
        Step.COUNCILLORS_ASKED: one.asked(Role.COUNCILLOR),
        Step.VIEWS_IN: one.views_in,
        Step.SENT: one.sent,
        Step.ACKNOWLEDGED: one.acknowledged,
        Step.UNDERSTOOD: one.understood,
        Step.AGREED: one.agreed,
        Step.RECEIVED: one.received,
        Step.ALLOCATED: one.allocated,
        Step.SPENT: one.spent,
        Step.TOLD: one.are_told,
    }
    return [Step.SPOTTED, *(step for step, fact in facts.items() if fact)][-1]


def works_out(one: Window, days: WorkingDays, figures: Sequence[DatedFigure]) -> Mapping[str, Any]:
    """The last day of each notice and of the window, and the indicative sum, with their working.
    The first notice is the one that its own fields say.
    """
    first = one.notices[0] if one.notices else Notice(kind=one.notice, on=one.opened)
    if (first.kind, first.on) != (one.notice, one.opened):
        first = Notice(uid=first.uid, kind=one.notice, on=one.opened)
    notices, last = dated_notices((first, *one.notices[1:]), one.of, figures, days)
    its = contribution(one.dwellings, one.day_asked, figures) if one.dwellings else None
    return {
        "notices": notices,
        "closes": last.day,
        "working": last.working,
        "indicative": its.pence if its else None,
        "sum_working": its.working if its else "",
        "rate_known": its.known_to if its else None,
    }


def check(one: Window) -> None:
    """A notice that comes later is no earlier than the first."""
    if any(each.on < one.opened for each in one.notices[1:]):
        raise BadInput(
            "A later notice of it is before that day. The first day is that of its first notice.",
            field="opened",
        )


def due(one: Window, days: WorkingDays) -> Iterator[Due]:
    """Its last days while the views are to go; what planning and the developer said; the agreement,
    and who is to hear of it.
    """
    if one.sent is None:
        yield from _to_send(one, days)
        return
    if one.acknowledged is None:
        by = working_days_after("Sent", one.sent, PLANNING_SILENT, days)
        yield Due("chase team", *by)
    elif one.understood is None:
        yield Due("developer", one.acknowledged, "did they understand it?", band="tidy")
    waiting = [one.reference for one in one.schemes if one.is_settled and not one.is_told]
    if one.agreed is not None and waiting:
        yield Due("tell", one.agreed, f"who suggested {names_in_short(waiting)}", band="hear")
    if one.agreed is not None and one.are_told:
        yield Due("evaluate", one.agreed, band="tidy")


def _to_send(one: Window, days: WorkingDays) -> Iterator[Due]:
    if not one.has_begun:
        yield Due("announce it", one.opened)
    if one.closes is not None:
        left = before_last(one.closes)
        yield Due("closes", one.closes, one.working, show=left)
    if not one.schemes:
        yield Due("add schemes", one.opened, "none is", band="tidy")
    if one.rate_known is not None and (one.opened - one.rate_known).days > 365:
        yield Due("today’s rate", one.opened, "that for a home is old", band="tidy")


def before_last(closes: date) -> date:
    """From which day the desk shows that a window closes."""
    return date.fromordinal(closes.toordinal() - LAST_DAYS)


def targets(one: Window, days: WorkingDays, standards: Standards) -> Iterator[Due]:
    """By when they are to be asked, chased, their views collated and sent: none before the day on
    which the window was put on record.
    """
    if one.sent is not None or one.closes is None:
        return
    began = london_date(one.began_at) if one.began_at else one.opened
    n = one.day_of(one.closes, days)

    def of_21(nth: int) -> str:
        """“day 8 of 21”; of a shorter or longer window as far into it."""
        return f"day {nth} of {USUAL_DAYS}" + (
            f", in proportion of {counted(n, 'day')}" if n != USUAL_DAYS else ""
        )

    def on(day: date) -> date:
        return max(day, began)

    def into(nth: int) -> date:
        assert one.closes is not None
        return on(target(one.opened, one.closes, nth, days, holidays=bool(one.eia)))

    if not one.asked(Role.CONSORTIUM):
        yield Due("ask partners", on(one.opened), "on the day it opens")
    if one.views_in is None:
        silent = [each.who for each in party.silent(one.parties)]
        if silent:
            nth = standards.views_chase_days
            yield Due("chase", into(nth), f"{names_in_short(silent)} ({of_21(nth)})")
        nth = standards.views_collate_days
        yield Due("sum up views", into(nth), of_21(nth))
    by = working_days_before("Closes", one.closes, standards.views_send_days, days)
    yield Due("send views", on(by.day), by.working)


def says(one: Window) -> Iterator[tuple[str, str, str]]:
    """What planning's lists have of community facilities."""
    found = "\n".join(lines_of(one.contributions, one.transactions))
    yield "lists_say", "By planning’s lists", found


def outcome(one: Window) -> date | None:
    """When the views of those who were asked went to planning, or it was closed without."""
    if one.sent is not None or one.closed_at is None:
        return one.sent
    return london_date(one.closed_at)


KIND = Kind(
    code="window",
    distinct="application",
    compares=application_key,
    letters="SEC",
    called="window",
    plural="windows",
    record=Window,
    area="planning",
    steps=Step,
    acts=acts.ACTS,
    likely=acts.likely,
    settle=settle,
    check=check,
    works_out=works_out,
    due=due,
    due_by_standards=targets,
    roles=Role,
    outcome=outcome,
    comes_by="send the views, or close it",
    reads=("councillors",),
    by_parts=True,
    papers=(papers.VIEWS, papers.NOTE, papers.PACK),
    lists=lists.OF_WINDOWS,
    says=says,
    brings={"members": ("group", Member)},
    leads_to=("scheme", "window", "feedback", "enquiry"),
)
