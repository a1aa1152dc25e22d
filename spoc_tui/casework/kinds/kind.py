"""A kind of record, declared once: what its records have, what is done to them, what is due.

A record is a frozen dataclass; an act a pure function of a record, what is given with it and the
moment. Whatever shows, asks or keeps a record goes by its declaration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Concatenate, Generic, NamedTuple, TypeVar

from spoc_tui.casework.errors import Refused
from spoc_tui.casework.kinds.fields import (
    Field,
    Linked,
    Value,
    day_time,
    fields_of,
    moment,
    named,
    text,
)
from spoc_tui.casework.records.require import require_closable, require_open
from spoc_tui.casework.records.worded import Worded

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.now import Now
    from spoc_tui.casework.records.link import Link
    from spoc_tui.casework.records.party import Party
    from spoc_tui.casework.records.promise import Promise
    from spoc_tui.casework.when import DayAndTime
    from spoc_tui.casework.working_days import WorkingDays

Values = Mapping[str, Value]
Given = Mapping[str, Value]
"""What the officer gives with an act, read into values."""


class Standing(Worded):
    """Where a record stands whose kind has no steps of its own."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True, repr=False)
class Row:
    """A line of a record with fields of its own: an item of an agenda."""

    uid: str = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class Record:
    """What the records of every declared kind have."""

    uid: str = ""
    reference: str = ""
    status: Worded = Standing.OPEN
    """Follows from the other facts (`Kind.settle`)."""
    organisation: Linked | None = None
    """Whose it is; a kind whose records are of organisations declares it as a field."""
    follow_up: DayAndTime | None = day_time("Follow up", "when to look at it again", ahead=True)
    began_at: datetime | None = moment("Begun", "when it was put on record", typed=False)
    closed_at: datetime | None = moment("Closed", "when it was closed", typed=False)
    closed_why: str = text("Why closed", "the reason for which it was closed", typed=False)
    promises: tuple[Promise, ...] = ()
    parties: tuple[Party, ...] = ()

    @property
    def subject(self) -> str:
        """What it is called in a list."""
        raise NotImplementedError

    @property
    def who(self) -> str:
        return self.organisation.name if self.organisation else ""

    @property
    def organisations(self) -> str:
        return self.who

    @property
    def organisation_uid(self) -> str | None:
        return self.organisation.uid if self.organisation else None

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def open_promises(self) -> tuple[Promise, ...]:
        return tuple(one for one in self.promises if one.is_open)


R = TypeVar("R", bound=Record)


class Begin(NamedTuple):
    """Another record begins, with these values."""

    kind: str
    values: Values


class Do(NamedTuple):
    """An act is done on another record too, where it applies."""

    kind: str
    uid: str
    act: str
    given: Given = {}


class Promised(NamedTuple):
    """Something is promised on the record."""

    text: str
    by: DayAndTime


class Change(NamedTuple):
    """What an act does: new values, a line on the timeline, and what follows, all as one."""

    values: Values = {}
    text: str = ""
    """What the timeline says beside the act's own words."""
    whom: str = ""
    at: datetime | None = None
    """When it happened, if not now."""
    ends: bool = False
    """Whether the record is closed by it."""
    then: tuple[Begin | Do | Promised | Link | Party, ...] = ()
    """Links and parties are kept as they are given."""


@dataclass(frozen=True, eq=False, repr=False)
class Act(Generic[R]):
    """Something that is done to a record: a key, a verb, a line on its timeline."""

    name: str
    """The verb, as the command line has it: that of the function."""
    label: str
    """As a menu offers it: “Send the views”."""
    done: str
    """As the timeline and the history say it: “views sent”."""
    help: str
    """The function's docstring."""
    function: Callable[..., Change]
    asks: Mapping[str, Field]
    """What the officer is asked: the function's keywords."""
    needs: Callable[[R], object] | None
    """Raises Refused where it makes no sense on a record as it stands."""
    begins: Worded | None
    """The step at which the record stands by it."""
    ends: bool
    """Whether it closes the record."""
    on_closed: bool
    """Whether it may be done on a closed record."""

    def check(self, one: R) -> None:
        """Raises Refused, saying why, where it does not apply to a record as it stands."""
        if self.begins is not None and one.status is self.begins:
            raise Refused(f"{one.reference} is {self.begins.words} already.")
        if self.ends:
            require_closable(one, one.open_promises)
        elif not self.on_closed:
            require_open(one, self.label[:1].lower() + self.label[1:])
        if self.needs is not None:
            self.needs(one)

    def refusal(self, one: R) -> Refused | None:
        """Why it does not apply to a record as it stands; None where it does."""
        try:
            self.check(one)
        except Refused as refused:
            return refused
        return None

    def do(self, one: R, given: Given, now: Now) -> Change:
        """What it changes; what is not given is blank. Refused where it does not apply, BadInput
        where something needed is blank.
        """
        self.check(one)
        asked = {n: field.require(given.get(n, field.blank)) for n, field in self.asks.items()}
        change = self.function(one, now, **{**given, **asked})
        if not (self.ends or change.ends):
            return change
        require_closable(one, one.open_promises)
        closed = {"closed_at": now.at, "closed_why": change.text}
        return change._replace(values={**closed, **change.values}, ends=True)


def act(
    label: str,
    done: str,
    /,
    *,
    asks: Mapping[str, Any] = {},
    needs: Callable[[R], object] | None = None,
    begins: Worded | None = None,
    ends: bool = False,
    on_closed: bool = False,
) -> Callable[[Callable[Concatenate[R, Now, ...], Change]], Act[R]]:
    """Makes an act of a function that takes a record, the moment, and what is asked by keyword."""

    def made(function: Callable[Concatenate[R, Now, ...], Change]) -> Act[R]:
        return Act(
            function.__name__.strip("_").replace("_", "-"),
            label,
            done,
            " ".join((function.__doc__ or "").split()),
            function,
            named(asks),
            needs,
            begins,
            ends,
            on_closed,
        )

    return made


class Due(NamedTuple):
    """Something to do on a record. What it is due by follows from the record, never from today."""

    what: str
    on: date
    """The last day in time."""
    words: str = ""
    """How that day was found, or whom it concerns."""
    at: time | None = None
    show: date | None = None
    """From which day the desk shows it; None: from the day itself."""
    band: str = ""
    """The desk's band for it (a code of `Band`); blank: that of its day."""


class Figure(NamedTuple):
    """Something that is counted in a period: the records for which a day lies in it."""

    code: str
    label: str
    help: str
    day: Callable[[Any], date | None]
    """On which day a record counts; None: it does not."""


def standing(one: Record) -> Worded:
    """Where a record stands, of a kind without steps."""
    return Standing.OPEN if one.is_open else Standing.CLOSED


def anything(one: Record) -> None:
    """Whatever its values are."""


def nothing(one: Record, days: WorkingDays) -> Iterable[Due]:
    """Nothing is due by itself."""
    return ()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Kind(Generic[R]):
    """A kind of record."""

    code: str
    """Its table and its verb on the command line."""
    letters: str
    """How its references begin."""
    called: str
    """As a sentence calls one."""
    plural: str
    """As a sentence calls several, and a list of them is headed."""
    record: type[R]
    area: str
    """Where it belongs: groups, stories, planning …"""
    acts: tuple[Act[R], ...] = ()
    """In the order in which they come; those that all kinds share are added (`acts_of`)."""
    steps: type[Worded] = Standing
    settle: Callable[[R], Worded] = standing
    """Where a record stands, by its facts alone: not by settings, nor by the day."""
    check: Callable[[R], object] = anything
    """Raises BadInput, naming the field, for values that do not go together."""
    due: Callable[[R, WorkingDays], Iterable[Due]] = nothing
    """What is to be done on an open record, in any order: at once for all days to come."""
    once: tuple[str, ...] = ()
    """Fields that tell a record from all others, as two desks that begin it would have them."""
    roles: type[Worded] | None = None
    """What those who are asked on a record are; None: nobody is."""
    figures: tuple[Figure, ...] = ()
    retention: int = 6
    """For how many years after it is closed a record is kept, unless the settings say another."""

    @property
    def fields(self) -> Mapping[str, Field]:
        """Its fields by name."""
        return fields_of(self.record)

    def settled(self, one: R) -> R:
        """A record that stands where its facts say."""
        return replace(one, status=self.settle(one))

    def after(self, one: R, values: Values) -> R:
        """A record with new values, standing where they say; BadInput where they do not go
        together.
        """
        changed = replace(one, **values)
        self.check(changed)
        return self.settled(changed)

    def dues(self, one: R, days: WorkingDays) -> list[Due]:
        """What is to be done on a record and by when, the first first: what its kind says, promises
        and its follow-up; nothing on a closed one.
        """
        if not one.is_open:
            return []
        found = [*self.due(one, days)]
        found += [Due("promise", each.due, each.text, each.due_time) for each in one.open_promises]
        if one.follow_up is not None:
            found.append(Due("follow-up", one.follow_up.day, at=one.follow_up.at))
        return sorted(found, key=lambda due: (due.on, due.at or time.max, due.what))
