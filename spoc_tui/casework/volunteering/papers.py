"""The papers of volunteering: what each is made of. None names a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.kinds.paper import AreaPaper

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.volunteering.role import Role
    from spoc_tui.casework.volunteering.signup import Signup
    from spoc_tui.casework.volunteering.stafftime import StaffTime

ROLES = AreaPaper(
    "roles-list",
    "Roles for volunteers",
    "Write the list of open roles for the magazine and the staff intranet: what, whose, when, "
    "which check. Only organisations that agreed to be published are in it.",
    goes_out=True,
)
CHECK = AreaPaper(
    "which-check",
    "Which check do I need?",
    "Write the card on checks of volunteers: which one, what it costs, the Update Service; each "
    "fact with its date and source.",
    goes_out=True,
)
TIMES = AreaPaper(
    "sign-up-times",
    "How long a sign-up takes",
    "Write the case paper on sign-up times: how long it takes to become a volunteer, which part of "
    "it the check took, who gave up, what keeps people from it; nobody is named.",
    goes_out=False,
    of_one=("organisation",),
)
THANKS = AreaPaper(
    "thanks",
    "Thanks in Volunteers’ Week",
    "Write the list of organisations to thank of the twelve months to today, whose volunteers "
    "started or that were mentors: those that agreed to be named. No volunteer is on it.",
    goes_out=True,
)
HOURS = AreaPaper(
    "staff-hours",
    "Hours of staff by directorate",
    "Write how many hours the staff of each directorate volunteered in a year: nobody is named.",
    goes_out=False,
    of_a_year=True,
)
THANKED_MONTHS = 12
"""Of how many months, to today, organisations are thanked."""
AREA_PAPERS = (ROLES, CHECK, TIMES, THANKS, HOURS)
"""Those that are of no one record."""


@dataclass(frozen=True)
class RolesFacts:
    """Open roles, of organisations that agreed to be published."""

    paper: AreaPaper
    roles: tuple[Role, ...]
    left_out: int
    """How many others are open."""
    today: date
    officer: str


@dataclass(frozen=True)
class CheckFacts:
    """The figures of checks."""

    paper: AreaPaper
    figures: tuple[DatedFigure, ...]
    today: date
    officer: str


class Barrier(NamedTuple):
    """A theme of what keeps people from volunteering, and how many organisations said it."""

    theme: str
    organisations: int
    """Each once, wherever it said so."""
    in_enquiries: int
    in_signups: int
    """Of which a sign-up was given up for it."""


@dataclass(frozen=True)
class TimesFacts:
    """Sign-ups, the first applied for first."""

    paper: AreaPaper
    signups: tuple[Signup, ...]
    barriers: tuple[Barrier, ...]
    of: str
    """The one organisation; blank: all."""
    today: date
    officer: str


@dataclass(frozen=True)
class ThanksFacts:
    """The names of those to thank, by why, each once."""

    paper: AreaPaper
    started: tuple[str, ...]
    mentors: tuple[str, ...]
    unnamed: int
    """How many did not agree to be named."""
    since: date
    """The first day of it."""
    today: date
    officer: str


@dataclass(frozen=True)
class HoursFacts:
    """What is known of a year, by directorate."""

    paper: AreaPaper
    year: int
    directorates: tuple[tuple[str, tuple[StaffTime, ...]], ...]
    today: date
    officer: str


Facts = RolesFacts | CheckFacts | TimesFacts | ThanksFacts | HoursFacts


class Stage(NamedTuple):
    """A part of the way from the application to the start, in days, as far as they are known."""

    what: str
    days: tuple[int, ...]

    @property
    def half(self) -> float | None:
        """Half took no more days; None: of none is it known."""
        return median(self.days) if self.days else None


def stages(signups: Iterable[Signup]) -> Iterator[Stage]:
    """What those who started went through, in its order; all of it last."""
    started = [one for one in signups if one.started is not None]
    for what, first, then in (
        ("Applied to check sent", "applied", "check_sent"),
        ("Check sent to check back", "check_sent", "check_back"),
        ("Check back to started", "check_back", "started"),
        ("Applied to trained", "applied", "trained"),
        ("Applied to started", "applied", "started"),
    ):
        days = (
            (getattr(one, then) - getattr(one, first)).days
            for one in started
            if getattr(one, first) and getattr(one, then)
        )
        yield Stage(what, tuple(days))


def share_of_check(signups: Iterable[Signup]) -> int | None:
    """How many in a hundred of the days the check took, of those who started and of whom both are
    known; None: of nobody.
    """
    known = [
        (one.check_took, one.took)
        for one in signups
        if one.took is not None and one.check_took is not None
    ]
    whole = sum(took for _, took in known)
    return round(100 * sum(check for check, _ in known) / whole) if whole else None
