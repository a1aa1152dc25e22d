"""What an organisation wants volunteers for: when and where, how many, which check it needs, and
whether somebody said lately that it is still open. No person is ever put down here: no names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.kinds.act import Act, Change, act
from spoc_tui.casework.kinds.clocks import after, before
from spoc_tui.casework.kinds.fields import Linked, choice, day, line, link, number, text, yes_no
from spoc_tui.casework.kinds.kind import TIDY, Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.kinds.shared_acts import reopen
from spoc_tui.casework.organisations.wards import wards_in
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.volunteering import lists
from spoc_tui.casework.volunteering.dated import REGULATED, STALE, number_on
from spoc_tui.casework.volunteering.steps import Check, RoleStep

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now

CLOSES_SHOWN = 14
"""So many days before it closes the desk shows it."""
NO_NAMES = "what is to be remembered; no names, no certificate, no conviction"
MOST_PLACES, MOST_AGE, MOST_YEARS = 10_000, 120, 10


@dataclass(frozen=True, kw_only=True, repr=False)
class Role(DeclaredRecord):
    """Something that volunteers are wanted for."""

    what: str = line(
        "What", "what volunteers do: “befriending”; no names", needed=True, searched=True, column=0
    )
    organisation: Linked = link("Organisation", "organisation", "that wants them", needed=True)
    ward: str = line("Ward", "in which it is", searched=True)
    when: str = line("When", "weekday mornings, two hours a week", searched=True)
    places: int | None = number(
        "Places", "how many are wanted; blank: not known", least=1, most=MOST_PLACES, column=6
    )
    min_age: int | None = number("From age", "in years; blank: any", most=MOST_AGE, counts="year")
    dbs: Check = choice(
        "Check", Check, "none, basic, standard, enhanced, enhanced-barred or not-known", needed=True
    )
    children: bool | None = yes_no(
        "With children",
        "teaches, trains or looks after them, even supervised: frequently, on several days in 30, "
        "or overnight",
    )
    renewed: int | None = number(
        "Check again after",
        "in years, by their own rule: a certificate has no expiry",
        least=1,
        most=MOST_YEARS,
        counts="year",
        remedy="A certificate does not expire: say after how many years they check again.",
    )
    training: str = line("Training", "what is to be done before they start", searched=True)
    expenses: bool | None = yes_no("Expenses", "whether they are paid")
    opens: date | None = day("Opens", "from when it is to be had; blank: now")
    closes: date | None = day(
        "Closes", "the last day to come forward; blank: it goes on", column=10
    )
    notes: str = text("Notes", NO_NAMES, searched=True)
    seen: date | None = day("Still open", "when somebody last said so", typed=False)
    ask_by: date | None = day("Ask again by", typed=False)
    working: str = text("How counted", typed=False)
    warning: str = text("Look out", typed=False)

    @property
    def subject(self) -> str:
        return self.what

    @property
    def ward_names(self) -> tuple[str, ...]:
        """Those in which it is."""
        return wards_in(self.ward)


def check(one: Role) -> None:
    """It does not close before it opens."""
    require_order(one.opens, one.closes, "It cannot close before it opens", "closes")


def works_out(one: Role, days: WorkingDays, figures: Sequence[DatedFigure]) -> Mapping[str, Any]:
    """By when it is asked again whether it is still open; whether its check may be too little."""
    seen = one.seen or (london_date(one.began_at) if one.began_at else None)
    values: dict[str, Any] = {"ask_by": None, "working": "", "warning": warning(one, figures)}
    if seen is None:
        return values
    within, source = number_on(figures, STALE, seen)
    if within:
        by = after("Last said", seen, within, "days")
        return {**values, "ask_by": by.day, "working": f"{by.working}\n{source}"}
    return {**values, "working": source}


def warning(one: Role, figures: Sequence[DatedFigure]) -> str:
    """That work with children needs the check with the barred list; blank where it has that, or is
    not known to be such.
    """
    if not one.children or one.dbs is Check.BARRED:
        return ""
    first = min((each.valid_from for each in figures if each.name == REGULATED), default=None)
    if first is None or (one.closes is not None and one.closes < first):
        return ""
    begun = one.opens or (london_date(one.began_at) if one.began_at else first)
    found, source = number_on(figures, REGULATED, max(first, begun))
    if not found:
        return source
    return (
        f"With children, and {one.dbs.words}: where it is frequent, on more than {found} days "
        "in 30, or overnight, it needs an enhanced check with the children’s barred list, "
        f"supervised or not.\n{source}"
    )


def settle(one: Role) -> RoleStep:
    """It is open until it is filled or closed."""
    if one.is_open:
        return RoleStep.OPEN
    return RoleStep.FILLED if one.closed_why == FILLED else RoleStep.CLOSED


FILLED = "All places are taken."


def due(one: Role, days: WorkingDays) -> Iterator[Due]:
    """Its last day; whether it is still open; a check that may be too little; a closed group."""
    if one.closes is not None:
        shown = before("Closes", one.closes, CLOSES_SHOWN, "days").day
        yield Due("closes", one.closes, f"It closes on {show_day(one.closes)}.", show=shown)
    if one.ask_by is not None:
        yield Due("still open?", one.ask_by, one.working.partition("\n")[0], band=TIDY)
    began = london_date(one.began_at) if one.began_at else one.ask_by
    if began is None:
        return
    if one.warning:
        yield Due("which check", began, one.warning.partition("\n")[0], band=TIDY)
    whose = one.stand.get(one.organisation.uid)
    if whose is not None and whose.state == "closed":
        words = f"{one.organisation.name} is closed: is this still wanted?"
        yield Due("close it", began, words, band=TIDY)


@act("It is still open", "still open", asks={"on": day("On", "blank: today", past=True)})
def still_open(one: Role, now: Now, *, on: date | None) -> Change:
    """Somebody who knows said that it is as it stands here."""
    seen = on or now.today
    require_order(one.seen, seen, "It was said later that it is open", "on")
    return Change({"seen": seen})


@act("All places are taken", "filled", begins=RoleStep.FILLED, ends=True)
def fill(one: Role, now: Now) -> Change:
    """Nobody is wanted any more: all places are taken."""
    return Change({"closed_why": FILLED})


def likely(one: Role) -> Iterator[str]:
    """That it is still open, then that it is filled."""
    yield from ("still-open", "fill", "close")


ACTS: tuple[Act[Any], ...] = (still_open, fill, reopen)
KIND = Kind(
    code="role",
    letters="ROL",
    called="role",
    plural="roles",
    record=Role,
    area="volunteering",
    steps=RoleStep,
    acts=ACTS,
    likely=likely,
    settle=settle,
    check=check,
    works_out=works_out,
    due=due,
    of_active="organisation",
    lists=(lists.ROLES,),
    leads_to=("signup", "enquiry", "role"),
)
