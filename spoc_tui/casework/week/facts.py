"""The facts of a period, as they are read from the timeline."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from spoc_tui.casework.figures.figure import NOT_KNOWN

if TYPE_CHECKING:
    from spoc_tui.casework.payments.totals import Owing

ANSWERED_HERE = "answered by the officer"
CLOSED_HERE = "closed without a team"
NOT_ROUTED = "not routed yet"
NO_NAMES = frozenset((NOT_KNOWN, ANSWERED_HERE, CLOSED_HERE, NOT_ROUTED))
"""What is in a breakdown where there is no topic, directorate or ward to name."""
ENQUIRY_COUNTS = ("received", "closed", "open")


class CountedEnquiry(NamedTuple):
    """An enquiry, and what it is counted under; blank: not known."""

    uid: str
    topic: str
    directorate: str
    channel: str
    ward: str
    overdue: bool = False
    """Of one that was open at the end."""


class Told(NamedTuple):
    """That a caller heard: from which day it is counted, when, the waits between, and by when it
    was to be.
    """

    uid: str
    directorate: str
    since: date
    at: date
    waits: tuple[tuple[date, date], ...]
    by: date


class DeadlineResult(NamedTuple):
    """Something on an enquiry whose day lay in the period: WITHIN, LATE or NOT_YET."""

    uid: str
    how: str


class PassedOn(NamedTuple):
    """An enquiry that was passed on in the period: how often in it, and how often by its end."""

    uid: str
    times: int
    in_all: int


class Under(NamedTuple):
    """A record, and the name under which it is counted: the side that owes it, a theme. It counts
    as so many; or where `whose` is said, by a uid, all of one organisation count as one.
    """

    uid: str
    name: str
    """Blank: not known."""
    number: int = 1
    whose: str = ""


class OfMany(NamedTuple):
    """A record, and of how many how many: members who came."""

    uid: str
    part: int
    of: int


class Took(NamedTuple):
    """A record, and how many working days it took; where its figure is in months, months."""

    uid: str
    days: int


class Several(NamedTuple):
    """A record, and how many it counts as: those who were at it."""

    uid: str
    number: int


class Amount(NamedTuple):
    """A record, and the sum that it is counted with."""

    uid: str
    pence: int


class Uid(NamedTuple):
    """A record, and nothing more of it."""

    uid: str


Counted: TypeAlias = Uid | Under | OfMany | Took | Several | Amount
"""What a figure of another kind than enquiries counts."""


@dataclass(frozen=True)
class WeekFacts:
    """The facts of one period, each with its record, so that what a figure counts can be shown."""

    open_before: Sequence[Uid] = ()
    received: Sequence[CountedEnquiry] = ()
    reopened: Sequence[Uid] = ()
    """One for each time, as of those closed."""
    closed: Sequence[CountedEnquiry] = ()
    open: Sequence[CountedEnquiry] = ()
    """At the end."""
    due: Mapping[str, Sequence[DeadlineResult]] = field(default_factory=dict)
    """By standard: what was to be acknowledged, answered, replied to."""
    acknowledged: Sequence[Told] = ()
    told: Sequence[Told] = ()
    passed_on: Sequence[PassedOn] = ()
    first_time: Sequence[Uid] = ()
    """Organisations."""
    counted: Mapping[str, Sequence[Counted]] = field(default_factory=dict)
    """By the code of a figure of another kind: those that it counts."""
    owed: Sequence[Owing] = ()
    """Of the complaints on which money is to come at the end."""

    def records(self) -> set[str]:
        """The uids of all records that are counted."""
        found = set[str]()
        for one in fields(WeekFacts):
            if one.name == "first_time":
                continue  # of organisations
            facts = getattr(self, one.name)
            lists = facts.values() if isinstance(facts, Mapping) else (facts,)
            found.update(each.uid for of in lists for each in of)
        return found

    def without(self, uids: Collection[str]) -> WeekFacts:
        """The facts that are not of these records."""
        return _of_each(lambda facts: [one for one in facts if one.uid not in uids], self)

    def joined(self, other: WeekFacts) -> WeekFacts:
        """The facts of both."""
        return _of_each(lambda facts, others: [*facts, *others], self, other)


def _of_each(made: Callable[..., Sequence[Any]], *of: WeekFacts) -> WeekFacts:
    """The results of a function on each list of some facts."""
    found: dict[str, Any] = {}
    for one in fields(WeekFacts):
        lists = [getattr(facts, one.name) for facts in of]
        found[one.name] = (
            {
                name: made(*(each.get(name, ()) for each in lists))
                for name in dict.fromkeys(name for each in lists for name in each)
            }
            if isinstance(lists[0], Mapping)
            else made(*lists)
        )
    return WeekFacts(**found)
