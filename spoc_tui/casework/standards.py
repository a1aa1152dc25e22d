"""The council's standards: how soon things are to be done, and how they are said and typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from spoc_tui.casework.errors import BadInput

MOST_DAYS = 250
"""More days than this are no standard: a working year."""


class Standards(NamedTuple):
    """The council's standards, in working days but for the reasonable time; a topic may have its
    own.
    """

    acknowledge_days: int = 2
    answer_days: int = 10
    reply_days: int = 5
    urgent_acknowledge_days: int = 0
    """0 is the end of the day received, or of the next working day."""
    urgent_answer_days: int = 2
    reasonable_days: int = 30
    """How many days the council may have a claim before it goes to the Chief Finance Officer: the
    report's “reasonable time” (appendix 1 b), which has no number there.
    """
    silence_days: int = 5
    """How long the finance team may leave it without an answer."""

    def acknowledge_in(self, own: int | None, *, urgent: bool) -> int:
        """Within how many working days an enquiry is acknowledged; `own` are its topic's."""
        return _soonest(own, self.acknowledge_days, self.urgent_acknowledge_days, urgent)

    def answer_in(self, own: int | None, *, urgent: bool) -> int:
        """Within how many working days its caller has an answer."""
        return _soonest(own, self.answer_days, self.urgent_answer_days, urgent)

    def reply_in(self, own: int | None, *, urgent: bool) -> int:
        """Within how many working days a team replies: of what is urgent, before the answer."""
        return _soonest(own, self.reply_days, self.urgent_answer_days, urgent)

    @property
    def of_enquiries(self) -> tuple[int, ...]:
        """Those that the dates of enquiries follow from."""
        return self[: self._fields.index("reasonable_days")]


def _soonest(own: int | None, usual: int, urgent_days: int, urgent: bool) -> int:
    """A topic's own days, else the usual ones; what is urgent never has longer than both."""
    days = usual if own is None else own
    return min(days, urgent_days) if urgent else days


USUAL = Standards()
"""Where nobody has set others."""


class Standard(NamedTuple):
    """One of the standards, in the officer's words."""

    name: str
    """That of its field in Standards."""
    what: str
    """“how soon enquiries are answered”."""
    unit: str = "working days"

    @property
    def short(self) -> str:
        """Its name as it is typed: “answer”."""
        return self.name.removesuffix(_ENDING)

    @property
    def is_of_enquiries(self) -> bool:
        """Whether dates of enquiries follow from it."""
        return Standards._fields.index(self.name) < len(USUAL.of_enquiries)

    @property
    def usual(self) -> int:
        """How many days it is where nobody has set another."""
        return days_of(USUAL, self)

    def said(self, days: int) -> str:
        """“8 working days”."""
        return f"{days} {self.unit[:-1] if days == 1 else self.unit}"

    def in_words(self, days: int) -> str:
        """The same, with what is usual where it is another: “8 working days (usually 10)”."""
        return self.said(days) + (f" (usually {self.usual})" if days != self.usual else "")


_ENDING = "_days"
ALL = (
    Standard("acknowledge_days", "how soon enquiries are acknowledged"),
    Standard("answer_days", "how soon enquiries are answered"),
    Standard("reply_days", "how soon teams reply"),
    Standard("urgent_acknowledge_days", "how soon what is urgent is acknowledged"),
    Standard("urgent_answer_days", "how soon what is urgent is answered"),
    Standard("reasonable_days", "how long the council may have a claim", "days"),
    Standard("silence_days", "how long finance may be silent"),
)
"""In the order of the fields of Standards."""
BY_NAME: Mapping[str, Standard] = {one.name: one for one in ALL}


class Change(NamedTuple):
    """That one of the standards became another."""

    standard: Standard
    days: int
    before: int

    @property
    def as_it_is(self) -> str:
        """“how soon enquiries are answered: 8 working days”."""
        return f"{self.standard.what}: {self.standard.said(self.days)}"

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
            names = ", ".join(each.short for each in ALL)
            raise BadInput(f"“{field[:60]}” is not a standard. There are: {names}.", field=field)
        if one.name in read:
            raise BadInput(f"“{one.short}” is given twice.", field=field)
        read[one.name] = _read_days(one, text.strip(), field)
    return read


def _read_days(one: Standard, text: str, field: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= MOST_DAYS:
        return int(text)
    needed = f"a number of {one.unit} from 0 to {MOST_DAYS}. Usual is {one.usual}."
    said = f"“{text[:20]}” is not {needed}" if text else f"Give {needed}"
    raise BadInput(said, field=field)
