"""The value of a field in words, as JSON and as a column, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import (
    DayAndTime,
    from_iso,
    show_day,
    show_day_and_time,
    show_moment,
    to_iso,
)
from spoc_tui.casework.kinds.fields import (
    Choice,
    Day,
    DayTime,
    DeclaredField,
    Link,
    Linked,
    Moment,
    Money,
    Month,
    Number,
    Percent,
    Records,
    Recurrence,
    Rows,
    Value,
    YesNo,
    fields_of,
)
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.kinds.party import Party
    from spoc_tui.casework.kinds.record import DeclaredRecord


def described(field: DeclaredField, value: Value, today: date | None = None) -> str:
    """The value as a page, a list or a sentence has it; blank where nothing was given, but for what
    may be yes or no. Days of the year of `today` are without it.
    """
    if value == field.blank:
        return "not known" if isinstance(field, YesNo) else ""
    match field:
        case Rows() | Records():
            return f"{len(value):,}"
        case _ if field.several:
            return ", ".join(_described(field, one, today) for one in value)
    return _described(field, value, today)


def _described(field: DeclaredField, value: Value, today: date | None) -> str:
    match field:
        case Money():
            from spoc_tui.casework.money import show_money

            return show_money(value)
        case Percent():
            return f"{_decimal(value)} %"
        case Month():
            from spoc_tui.casework.dates.months import show_month

            return show_month(value)
        case Day():
            return show_day(value, today)
        case DayTime():
            return show_day_and_time(value, today)
        case Moment():
            return show_moment(value)
        case Recurrence():
            from spoc_tui.casework.dates.recurrence import rule_in_words

            return rule_in_words(value)
        case Choice():
            return str(value.words)
        case YesNo():
            return "yes" if value else "no"
        case Link():
            return str(value.name)
        case Number(counts=str(one)) if one:
            return counted(value, one)
        case Number(counts=None):
            return str(value)
    return f"{value:,}" if isinstance(value, int) else str(value)


RESERVED = frozenset(("group", "when", "order", "values", "to", "from", "by", "on", "is", "as"))
"""Words that SQL has for its own."""


def column_of(name: str) -> str:
    """The column of a field: called as the field, unless SQL has that word for its own."""
    return f"{name}_" if name in RESERVED else name


def facts(
    kind: Kind[Any], of: DeclaredRecord, today: date | None = None
) -> Iterator[tuple[str, str]]:
    """The facts of a record: its fields by their labels, who was asked on it, and who is there
    beside them; what says nothing is left out.
    """
    from spoc_tui.casework.kinds.rows import numbered

    for name, field in kind.fields.items():
        value = getattr(of, name)
        if value == field.blank or not field.shown:
            continue
        match field:
            case Rows():
                yield field.label, numbered(value)
            case Records():
                yield field.label, _listed(value)
            case _:
                yield field.label, described(field, value, today)
    yield from ((label, text) for _, label, text in kind.says(of) if text)
    asked = tuple(one for one in of.parties if one.asked is not None)
    others = tuple(one for one in of.parties if one.asked is None)
    if asked:
        yield "Asked", "\n".join(map(_party, asked))
    if others:
        yield "Others", "\n".join(map(_party, others))


def _party(one: Party) -> str:
    from spoc_tui.casework.kinds.rows import PAGE_LENGTH, numbered_row, row_words

    return numbered_row(one, one.number) if one.number else row_words(one, longest=PAGE_LENGTH)


MOST_LISTED = 10
"""How many of the records that link to one are listed on its page, the latest first."""


def _listed(of: tuple[DeclaredRecord, ...]) -> str:
    in_order = sorted(of, key=lambda one: one.day or date.min)
    lines = [
        f"{one.named}  {one.subject}: {one.status.words}"
        for one in in_order[: -MOST_LISTED - 1 : -1]
    ]
    if len(of) > MOST_LISTED:
        lines.append(f"and {len(of) - MOST_LISTED:,} before")
    return "\n".join(lines)


def as_typed(field: DeclaredField, value: Value) -> str:
    """The value as it may be typed; rows as JSON, as forms and drafts hold them."""
    if value == field.blank:
        return ""
    if isinstance(field, Rows):
        import json

        return json.dumps([row_as_typed(one) for one in value])
    if field.several:
        between = "; " if isinstance(field, Link) else ", "
        return between.join(as_typed(replace(field, several=False), one) for one in value)
    match field:
        case Moment() | Recurrence() | YesNo() | Month():
            return described(field, value)
        case Money():
            from spoc_tui.casework.money import pounds

            return pounds(value)
        case Percent():
            return _decimal(value)
        case Link():
            return str(value.name)
    return str(_plain(field, value))


def row_as_typed(one: Any) -> dict[str, str]:
    """A row as it is typed: each field's text, of a link also its uid as “FIELD key”, and its own
    as “uid”.
    """
    typed = {"uid": str(one.uid)}
    for name, field in fields_of(type(one)).items():
        value = getattr(one, name)
        if value != field.blank:
            typed[name] = as_typed(field, value)
            if isinstance(field, Link) and not field.several:
                typed[f"{name} key"] = value.uid
    return typed


def from_typed(field: DeclaredField, typed: str) -> Value:
    """The value of what `as_typed` gave, of what is not linked."""
    if field.several:
        return tuple(_value(field, each.strip()) for each in typed.split(",") if each.strip())
    match field:
        case Money() | Percent():
            return from_json(field, typed)
        case YesNo():
            return typed == "yes"
        case Month():
            from spoc_tui.casework.dates.months import read_month

            return read_month(typed)
        case Moment() | Recurrence():
            raise TypeError(f"{field.name} is not in a row")
    return int(typed.replace(",", "")) if field.stored == "integer" else _value(field, typed)


def to_column(field: DeclaredField, value: Value) -> str | int | None:
    """The value as it is kept: links as uids, several with commas between."""
    if value is None:
        return None
    if field.several:
        return ",".join(str(_plain(field, one)) for one in value)
    return _plain(field, value)


def from_column(field: DeclaredField, kept: Any, names: Mapping[str, str] = {}) -> Value:
    """The value that is kept; `names` says by uid what links go to is called."""

    def value_of(one: Any) -> Value:
        return Linked(one, names.get(one, "")) if isinstance(field, Link) else _value(field, one)

    if kept is None:
        return field.blank
    if field.several:
        return tuple(value_of(one) for one in kept.split(",") if one)
    return value_of(kept)


def to_json(field: DeclaredField, value: Value) -> Any:
    """The value for other programs: sums and percentages as decimal strings, links with their id
    and name, rows with their fields.
    """

    def one_of(one: Value) -> Any:
        match field:
            case Money():
                from spoc_tui.casework.money import pounds

                return pounds(one)
            case Percent():
                return _decimal(one)
            case YesNo():
                return bool(one)
            case Link():
                return {"id": one.uid, "name": one.name}
            case Records():
                return one.reference
            case Rows():
                its = fields_of(field.of)
                return {"id": one.uid} | {n: to_json(its[n], getattr(one, n)) for n in its}
        return _plain(field, one)

    if value is None:
        return None
    return [one_of(one) for one in value] if field.several else one_of(value)


def from_json(field: DeclaredField, given: Any) -> Value:
    """The value of what `to_json` gave."""

    def value_of(one: Any) -> Value:
        match field:
            case Money() | Percent():
                whole, _, rest = one.partition(".")
                return int(whole) * 100 + int(rest.ljust(2, "0"))
            case YesNo():
                return one
            case Link():
                return Linked(one["id"], one["name"])
            case Rows():
                its = fields_of(field.of)
                return field.of(uid=one["id"], **{n: from_json(its[n], one[n]) for n in its})
        return _value(field, one)

    if given is None:
        return field.blank
    return tuple(value_of(one) for one in given) if field.several else value_of(given)


def _decimal(hundredths: int) -> str:
    """“12.5”, “80”."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".")


def _plain(field: DeclaredField, value: Value) -> str | int:
    """One value as text or a number."""
    match field:
        case Day():
            return str(value.isoformat())
        case DayTime():
            return str(value.typed)
        case Moment():
            return to_iso(value)
        case Choice():
            return str(value.value)
        case YesNo():
            return int(value)
        case Link():
            return str(value.uid)
    assert isinstance(value, str | int)
    return value


def _value(field: DeclaredField, plain: Any) -> Value:
    """The value of text or a number."""
    match field:
        case Day():
            return date.fromisoformat(plain)
        case DayTime():
            on, _, at = plain.partition(" ")
            return DayAndTime(date.fromisoformat(on), time.fromisoformat(at) if at else None)
        case Moment():
            return from_iso(plain)
        case Choice():
            return field.of(plain)
        case YesNo():
            return bool(plain)
    return plain
