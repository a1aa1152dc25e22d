"""The council's side: directorates and partners, their teams, and the topics that lead there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Directorate:
    """A part of the council, or a partner outside it."""

    uid: str
    name: str
    partner: bool = False
    retired_on: date | None = None


@dataclass(frozen=True)
class Team:
    """Whom an enquiry goes to."""

    uid: str
    name: str
    directorate_uid: str
    directorate: str
    partner: bool = False
    inbox: str = ""
    phone: str = ""
    lead: str = ""
    retired_on: date | None = None


@dataclass(frozen=True)
class Topic:
    """What an enquiry is about; its words suggest it, its team is where it usually goes.

    The three `…_days` are working days and None where the settings' standard holds.
    """

    uid: str
    code: str
    name: str
    words: tuple[str, ...] = ()
    team_uid: str | None = None
    team: str | None = None
    acknowledge_days: int | None = None
    answer_days: int | None = None
    reply_days: int | None = None
    retired_on: date | None = None
