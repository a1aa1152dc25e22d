"""The fields of a declared record: what each is called, means and takes, said once.

    application: str = line("Application", "planning reference", needed=True, column=12)

A field that is not needed may be blank: "" for words, None for anything else, () for several.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, NamedTuple, TypedDict, Unpack

from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.records.worded import Worded
from spoc_tui.casework.text import within_sentence

Value = Any
"""What a field holds: words, a number, pence, a date … as its type says."""
METADATA_KEY = "field"
"""Where a dataclass keeps the field that was declared, in the metadata."""


class Linked(NamedTuple):
    """The record that a link goes to, and what it is called today."""

    uid: str
    name: str = ""


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class DeclaredField:
    """A field of a declared record; what it takes follows from its type."""

    name: str = ""
    """That of the dataclass's field, and of its option."""
    label: str
    help: str
    needed: bool = False
    """Whether it may not be left blank."""
    searched: bool = False
    """Whether records are found by its words."""
    column: int | None = None
    """Its width in a list of records; 0: what is left over; None: not shown there."""
    personal: bool = False
    """Whether it says something of a person: it is erased with them, and goes out to them."""
    group: str = ""
    """What makes one fact with it, as an address and its postcode do: all are kept together."""
    several: bool = False
    """Whether it holds any number of them."""
    typed: bool = True
    """Whether the officer types it; otherwise only acts set it."""
    shown: bool = True
    """Whether the record's page says it; otherwise another fact does."""
    said: bool = False
    """Whether a row on one line says what it is, as of days and numbers it always does: its value
    alone is not understood.
    """
    least: int = 0
    most: int = 0
    """Of characters, or of the number itself."""
    counts: str | None = ""
    """Of a number, what one of those is called that it counts: “month”; None: it counts nothing,
    as the number of a year.
    """
    numbers: bool = False
    """Of a number in a row, whether the row is known by it: question 3."""
    direction: Direction = Direction.ANY
    otherwise: str = ""
    """What a sentence that refuses a day of the other direction says to do with such a one."""
    remedy: str = ""
    """What a sentence that refuses what cannot be read here says to do instead."""
    of: Any = None
    """What there is to choose from, to link to, or what a row has."""
    by: str = ""
    """Of records of another kind, the link by which they belong here."""
    names: tuple[str, ...] = ()
    """Of words, the links that follow from them: each in turn is given what has that name, unless
    one of them is typed.
    """
    pasted: bool = False
    """Of words on a line, whether they are often pasted out of a list: a bullet or number before
    them is none of them.
    """
    there_now: bool = False
    """Of a person, whether they must not have left."""
    denied: str = ""
    """Of yes or no, how a row says that it is not so; blank: “not” and its label."""

    stored: ClassVar[str] = "text"
    """How SQL keeps it; blank: not in a column of its own."""
    unsaid: ClassVar[str | None] = None
    """What one is where nothing was given."""

    @property
    def blank(self) -> Value:
        """Its value where nothing was given."""
        return () if self.several else self.unsaid

    @property
    def label_within(self) -> str:
        """Its label as a sentence has it."""
        return within_sentence(self.label)

    def require(self, value: Value) -> Value:
        """The value; BadInput where it is blank, and may not be."""
        if self.needed and value == self.blank:
            means = f" ({self.help})" if self.help else ""
            raise BadInput(f"{self.label} cannot be left blank{means}.", field=self.name)
        return value


class Line(DeclaredField):
    """Words on one line."""

    unsaid = ""


class Whom(DeclaredField):
    """One of those who were asked on the record, by number or name."""

    unsaid = ""


class Text(DeclaredField):
    """Words on any number of lines."""

    unsaid = ""


class Number(DeclaredField):
    """A whole number."""

    stored = "integer"


class Money(DeclaredField):
    """Pence."""

    stored = "integer"


class Percent(DeclaredField):
    """Hundredths of a percent: 12.5 % is 1,250."""

    stored = "integer"


class Day(DeclaredField):
    """A date."""


class Month(Day):
    """A month, as its first day."""


class DayTime(DeclaredField):
    """When something is to be, or was: a day, and a time of it in London where one is given."""


class Moment(DeclaredField):
    """When something happened: an aware moment in UTC."""


class Recurrence(DeclaredField):
    """How often something is: an RFC 5545 rule."""

    unsaid = ""


class Choice(DeclaredField):
    """One of some codes, or several."""

    of: type[Worded]


class YesNo(DeclaredField):
    """Yes, no, or None where it is not known."""

    stored = "integer"


class Link(DeclaredField):
    """Another record: an organisation, contact, team, directorate, theme, or one of a kind."""

    of: str


class Rows(DeclaredField):
    """Lines with fields of their own: the items of an agenda."""

    of: type
    stored = ""


class Records(DeclaredField):
    """The records of a kind that link here by a field of theirs; they are only read."""

    of: type | str
    """What they are; of its own kind, the code of that."""
    stored = ""


class More(TypedDict, total=False):
    """The settings of a field of any type."""

    needed: bool
    searched: bool
    column: int | None
    personal: bool
    group: str
    several: bool
    typed: bool
    shown: bool
    said: bool
    counts: str | None
    numbers: bool
    names: tuple[str, ...]
    pasted: bool
    there_now: bool


def line(label: str, means: str = "", /, *, most: int = 300, **more: Unpack[More]) -> Any:
    """A line of words; several are typed with commas."""
    return _declared(Line(label=label, help=means, most=most, **more))


def whom(label: str, means: str = "", /, **more: Unpack[More]) -> Any:
    """One of those who were asked on the record."""
    return _declared(Whom(label=label, help=means, most=300, **more))


def text(label: str, means: str = "", /, *, most: int = 100_000, **more: Unpack[More]) -> Any:
    """Words on any number of lines."""
    return _declared(Text(label=label, help=means, most=most, **more))


def number(
    label: str,
    means: str = "",
    /,
    *,
    least: int = 0,
    most: int = 1_000_000,
    remedy: str = "",
    **more: Unpack[More],
) -> Any:
    """A whole number; `remedy` says what to do where what is typed is none."""
    return _declared(Number(label=label, help=means, least=least, most=most, remedy=remedy, **more))


def money(label: str, means: str = "", /, **more: Unpack[More]) -> Any:
    """A sum, typed in pounds and kept in pence."""
    return _declared(Money(label=label, help=means, **more))


def percent(label: str, means: str = "", /, *, most: int = 100, **more: Unpack[More]) -> Any:
    """A percentage with up to two decimals, kept in hundredths of a percent."""
    return _declared(Percent(label=label, help=means, most=most * 100, **more))


def day(
    label: str,
    means: str = "",
    /,
    *,
    past: bool = False,
    ahead: bool = False,
    remedy: str = "",
    **more: Unpack[More],
) -> Any:
    """A date: any, one up to today (`past`), or one from today on (`ahead`); `remedy` says what to
    do where what is typed is no date.
    """
    way = Direction.PAST if past else Direction.AHEAD if ahead else Direction.ANY
    return _declared(Day(label=label, help=means, direction=way, remedy=remedy, **more))


def whole_month(label: str, means: str = "", /, *, remedy: str = "", **more: Unpack[More]) -> Any:
    """A month that has begun, as its first day."""
    way = Direction.PAST
    return _declared(Month(label=label, help=means, direction=way, remedy=remedy, **more))


def day_time(
    label: str,
    means: str = "",
    /,
    *,
    past: bool = False,
    ahead: bool = False,
    mostly_ahead: bool = False,
    otherwise: str = "",
    **more: Unpack[More],
) -> Any:
    """A day, with a time of it in London or without: any, one up to now (`past`), or one still to
    come (`ahead`, or `mostly_ahead` where without a year nothing else is meant); `otherwise` says
    what to do with one of the other side.
    """
    way = Direction.PAST if past else Direction.AHEAD if ahead else Direction.ANY
    way = Direction.MOSTLY_AHEAD if mostly_ahead else way
    return _declared(DayTime(label=label, help=means, direction=way, otherwise=otherwise, **more))


def moment(label: str, means: str = "", /, **more: Unpack[More]) -> Any:
    """A moment up to now, at which something happened."""
    return _declared(Moment(label=label, help=means, **more))


def recurrence(label: str, means: str = "", /, **more: Unpack[More]) -> Any:
    """How often: typed as “6 weeks”, “first Tuesday”."""
    return _declared(Recurrence(label=label, help=means, **more))


def choice(label: str, of: type[Worded], means: str = "", /, **more: Unpack[More]) -> Any:
    """One of some codes; several are typed with commas."""
    return _declared(Choice(label=label, of=of, help=means, **more))


def yes_no(label: str, means: str = "", /, *, denied: str = "", **more: Unpack[More]) -> Any:
    """Yes, no, or not known."""
    return _declared(YesNo(label=label, help=means, denied=denied, **more))


def link(label: str, to: str, means: str = "", /, **more: Unpack[More]) -> Any:
    """Another record, by its name or reference; several are typed with semicolons."""
    return _declared(Link(label=label, of=to, help=means, **more))


def rows(label: str, of: type, means: str = "", /, *, typed: bool = True) -> Any:
    """Lines with fields of their own; not `typed`, where only acts set them."""
    return _declared(Rows(label=label, of=of, help=means, several=True, typed=typed))


def records(label: str, of: type | str, by: str, means: str = "", /) -> Any:
    """The records of another kind, or by its code of the same, whose link `by` comes here, the
    earliest first.
    """
    return _declared(Records(label=label, of=of, by=by, help=means, several=True, typed=False))


def _declared(field: DeclaredField) -> Any:
    declared_as = {METADATA_KEY: field}
    if field.needed and field.blank is None:
        return dataclasses.field(metadata=declared_as)
    return dataclasses.field(default=field.blank, metadata=declared_as)


def named(declared: Mapping[str, Any]) -> dict[str, DeclaredField]:
    """By name, what one of the functions above made."""
    return {
        name: dataclasses.replace(made.metadata[METADATA_KEY], name=name)
        for name, made in declared.items()
    }


def fields_of(record: type) -> Mapping[str, DeclaredField]:
    """The fields of a record or row by name: its own in their order, then what all have."""
    return _fields_of(record)


@cache
def _fields_of(record: type) -> Mapping[str, DeclaredField]:
    own = list(record.__annotations__)
    declared = {one.name: one for one in dataclasses.fields(record) if METADATA_KEY in one.metadata}
    order = sorted(declared, key=lambda name: own.index(name) if name in own else len(own))
    return named({name: declared[name] for name in order})
