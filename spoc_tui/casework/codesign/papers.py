"""The papers of co-design: what each is made of, and whom none of them names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from spoc_tui.casework.kinds.paper import AreaPaper, Paper
from spoc_tui.casework.organisations.unnamed import without_names

if TYPE_CHECKING:
    from spoc_tui.casework.codesign.briefing import Briefing
    from spoc_tui.casework.codesign.event import Event
    from spoc_tui.casework.codesign.invitation import Invitation

LETTER = Paper(
    "letter",
    "Invitation letter",
    "Write to those who are invited: what is planned, by whom, at what stage, by when to answer, "
    "and by when they hear what changed.",
    goes_out=True,
    at_steps=("heard-of", "invited", "open"),
)
HEARD = Paper(
    "what-we-heard",
    "What we heard",
    "Write what was said, what became of each voice, and what changed, for “you said, we did”; a "
    "plan that nobody spoke of is shown with none.",
    goes_out=True,
    at_steps=("heard", "concluded", "told"),
)
EVENTS = AreaPaper(
    "events",
    "Events to come",
    "Write the list of events for colleagues: when, where, whose, and who goes.",
    goes_out=False,
)
CALENDAR = AreaPaper(
    "calendar",
    "Events for calendars",
    "Write the events to come as a file that calendars open; written and opened again, each takes "
    "the place of what was there.",
    goes_out=True,
    forms=("ics",),
)
BRIEFED = AreaPaper(
    "briefed",
    "Who was briefed",
    "Write when each directorate was briefed the last time, by when it is again, and which "
    "organisations were shown to it: of all, or of one.",
    goes_out=False,
    of_one=("directorate",),
)
AREA_PAPERS = (EVENTS, CALENDAR, BRIEFED)
"""Those that are of no one record."""
SOMEBODY = "somebody"
"""As a person is called in what is published."""


@dataclass(frozen=True)
class InvitationFacts:
    """An invitation: what its papers are made of."""

    paper: Paper
    invitation: Invitation
    named: frozenset[str]
    """The uids of the organisations that agreed to be named, as they are read."""
    unnamed: tuple[str, ...]
    """The names of those that did not, the longest first: none of them is in a paper."""
    people: tuple[str, ...]
    """The people who were invited: nor are they."""
    today: date
    officer: str

    def without_names(self, words: str) -> str:
        """Words in which nobody is named who did not agree."""
        return without_names(without_names(words, self.people, SOMEBODY), self.unnamed)


@dataclass(frozen=True)
class EventsFacts:
    """Events to come, the first one first."""

    paper: AreaPaper
    events: tuple[Event, ...]
    now: datetime
    today: date
    officer: str


@dataclass(frozen=True)
class BriefedFacts:
    """The directorates by name, each with its briefings, the last one first."""

    paper: AreaPaper
    directorates: tuple[tuple[str, tuple[Briefing, ...]], ...]
    of: str
    """The one; blank: all."""
    today: date
    officer: str
