"""The council's side: directorates and partners, their teams, the topics that lead there, and the
themes of what is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from spoc_tui.casework.dates.when import show_day

DAYS = ("acknowledge_days", "answer_days", "reply_days")
"""A topic's own working days."""
TERM = ("from", "until")
"""The first and the last day of a directorate or team, as they are typed."""


@dataclass(frozen=True, kw_only=True)
class CouncilRecord:
    """The fields that directorates, teams and topics share."""

    called: ClassVar[str]
    """“team”: what one is called, and kept under."""
    fields: ClassVar[tuple[str, ...]]
    """Those that the officer fills in."""
    needed: ClassVar[tuple[str, ...]]
    """Those among them without which there is none."""

    uid: str
    name: str
    retired_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Succeeded(CouncilRecord):
    """The fields that a directorate and a team share: the council itself may be succeeded."""

    valid_from: date | None = None
    """Its first day; None: it was always there."""
    valid_until: date | None = None
    """Its last day; None: none is known."""
    succeeded_by: str = ""
    """Whose its work is after that; blank: nobody's, or it is not known."""

    @property
    def term(self) -> str:
        """“from Sat 1 Apr 2028; until …, then Homes”; blank where nothing is known."""
        begins = f"from {show_day(self.valid_from)}" if self.valid_from else ""
        ends = f"until {show_day(self.valid_until)}" if self.valid_until else ""
        then = f"then {self.succeeded_by}" if self.succeeded_by else ""
        return "; ".join(filter(None, (begins, ", ".join(filter(None, (ends, then))))))


@dataclass(frozen=True, kw_only=True)
class Directorate(Succeeded):
    """A part of the council, or a partner outside it."""

    called = "directorate"
    fields = ("name", "partner", *TERM)
    needed = ("name",)

    partner: bool = False


@dataclass(frozen=True, kw_only=True)
class Team(Succeeded):
    """Whom an enquiry goes to."""

    called = "team"
    fields = ("name", "directorate", "inbox", "phone", "lead", *TERM)
    needed = ("name", "directorate")

    directorate_uid: str
    directorate: str
    partner: bool = False
    inbox: str = ""
    phone: str = ""
    lead: str = ""


@dataclass(frozen=True, kw_only=True)
class Theme(CouncilRecord):
    """A theme of feedback, wherever it is said; `paragraph` is the report's, where it is from
    there.
    """

    called = "theme"
    fields = ("name", "paragraph")
    needed = ("name",)

    paragraph: str = ""


@dataclass(frozen=True, kw_only=True)
class Topic(CouncilRecord):
    """A topic of enquiries; its words suggest it, its team is where they usually go.

    One that is `urgent` by itself makes its enquiries so, unless the officer says otherwise; and
    they are never quoted while another caller is on the line.
    The three `…_days` are working days and None where the usual standard holds.
    """

    called = "topic"
    fields = ("code", "name", "team", "words", "urgent", *DAYS)
    needed = ("code", "name")

    code: str
    words: tuple[str, ...] = ()
    team_uid: str | None = None
    team: str | None = None
    team_retired: bool = False
    urgent: bool = False
    acknowledge_days: int | None = None
    answer_days: int | None = None
    reply_days: int | None = None

    @property
    def facts(self) -> str:
        """Where it usually goes, whether it is urgent, its own days and its words, on one line."""
        team = f"{self.team} (retired)" if self.team_retired else self.team or "no team"
        own = (
            ("acknowledge", self.acknowledge_days),
            ("answer", self.answer_days),
            ("reply", self.reply_days),
        )
        days = ", ".join(f"{name} in {count}" for name, count in own if count is not None)
        urgent = "urgent" if self.urgent else ""
        return "; ".join(filter(None, (team, urgent, days, ", ".join(self.words))))
