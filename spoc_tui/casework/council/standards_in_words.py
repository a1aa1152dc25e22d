"""The council's standards in the officer's words: as they are shown, and as they are typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from spoc_tui.casework.dates.standards import USUAL_STANDARDS, Standards
from spoc_tui.casework.errors import BadInput

MOST_DAYS = 250
"""More days than this are no standard: a working year."""


class Standard(NamedTuple):
    """One of the standards, in the officer's words."""

    name: str
    """That of its field in Standards."""
    what: str
    """“how soon enquiries are answered”."""
    heading: str
    """The same in a list, where it has little room."""
    unit: str = "working days"
    follows: str = ""
    """What follows from it at once, as a sentence; blank: dates of enquiries do."""

    @property
    def short(self) -> str:
        """Its name as it is typed: “answer”."""
        return self.name.removesuffix(_ENDING)

    @property
    def is_of_enquiries(self) -> bool:
        """Whether dates of enquiries follow from it."""
        return Standards._fields.index(self.name) < len(USUAL_STANDARDS.of_enquiries)

    @property
    def usual(self) -> int:
        """How many days it is where nobody has set another."""
        return days_of(USUAL_STANDARDS, self)

    def described(self, days: int) -> str:
        """“8 working days”."""
        return f"{days} {self.unit[:-1] if days == 1 else self.unit}"

    def in_words(self, days: int) -> str:
        """The same, with what is usual where it is another: “8 working days (usually 10)”."""
        return self.described(days) + (f" (usually {self.usual})" if days != self.usual else "")


_ENDING = "_days"
_ESCALATED = "What is to be escalated follows from it at once."
_VIEWS = "The targets of all open windows of planning follow from it at once."
_PAPERS = "The days of the papers of all open meetings follow from it at once."
ALL_STANDARDS = (
    Standard("acknowledge_days", "how soon enquiries are acknowledged", "Acknowledge within"),
    Standard("answer_days", "how soon enquiries are answered", "Answer within"),
    Standard("reply_days", "how soon teams reply", "A team replies within"),
    Standard(
        "urgent_acknowledge_days", "how soon what is urgent is acknowledged", "Urgent: acknowledge"
    ),
    Standard("urgent_answer_days", "how soon what is urgent is answered", "Urgent: answer"),
    Standard(
        "reasonable_days",
        "how long the council may have a claim",
        "Escalate a claim after",
        "days",
        _ESCALATED,
    ),
    Standard(
        "silence_days",
        "how long finance may be silent",
        "Escalate silence after",
        follows=_ESCALATED,
    ),
    Standard(
        "agenda_days",
        "how long before a meeting its agenda is out",
        "Agenda before a meeting",
        follows=_PAPERS,
    ),
    Standard(
        "notes_days",
        "how long after a meeting its notes are out",
        "Notes after a meeting",
        follows=_PAPERS,
    ),
    Standard(
        "views_chase_days",
        "how far into a planning window of 21 days the silent are chased",
        "Planning: chase on day",
        "days",
        _VIEWS,
    ),
    Standard(
        "views_collate_days",
        "how far into a planning window of 21 days the views are put together",
        "Planning: collate on day",
        "days",
        _VIEWS,
    ),
    Standard(
        "views_send_days",
        "how long before a planning window closes the views are sent",
        "Planning: send before",
        follows=_VIEWS,
    ),
    Standard(
        "against_days",
        "how long what speaks against a commitment may stand without an answer",
        "Compact: answer within",
        "days",
        "What is to be answered on all open commitments follows from it at once.",
    ),
)
"""In the order of the fields of Standards."""
BY_NAME: Mapping[str, Standard] = {one.name: one for one in ALL_STANDARDS}


class StandardChange(NamedTuple):
    """That one of the standards became another."""

    standard: Standard
    days: int
    before: int

    @property
    def as_it_is(self) -> str:
        """“how soon enquiries are answered: 8 working days”."""
        return f"{self.standard.what}: {self.standard.described(self.days)}"

    @property
    def as_it_was(self) -> str:
        """The same, with what it was: “…: 8 working days, was 10”."""
        return f"{self.as_it_is}, was {self.before}"


def days_of(standards: Standards, one: Standard) -> int:
    """How many days one of them is."""
    days: int = getattr(standards, one.name)
    return days


def read_standards(typed: Mapping[str, str]) -> dict[str, int]:
    """The days that were typed, by the names of Standards' fields; “answer” is answer_days.

    BadInput, with what was typed as its field, for an unknown name or no number of days.
    """
    read: dict[str, int] = {}
    for field, text in typed.items():
        one = BY_NAME.get(f"{field.removesuffix(_ENDING)}{_ENDING}")
        if one is None:
            names = ", ".join(each.short for each in ALL_STANDARDS)
            raise BadInput(f"“{field[:60]}” is not a standard. There are: {names}.", field=field)
        if one.name in read:
            raise BadInput(f"“{one.short}” is given twice.", field=field)
        read[one.name] = _read_days(one, text.strip(), field)
    return read


def _read_days(one: Standard, text: str, field: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= MOST_DAYS:
        return int(text)
    needed = f"a number of {one.unit} from 0 to {MOST_DAYS}. Usual is {one.usual}."
    described = f"“{text[:20]}” is not {needed}" if text else f"Give {needed}"
    raise BadInput(described, field=field)
