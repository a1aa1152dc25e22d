"""Reads what the officer typed into a field, into its value: the one place where that is done."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.fields import WrongSide
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.fields import (
    Choice,
    Day,
    DayTime,
    DeclaredField,
    Line,
    Link,
    Linked,
    Moment,
    Money,
    Month,
    Number,
    Percent,
    Recurrence,
    Rows,
    Text,
    Value,
    Whom,
    YesNo,
    fields_of,
)
from spoc_tui.casework.kinds.values import row_as_typed
from spoc_tui.casework.text import clean_line, clean_text, one_line, shortened, without_bullet

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.now import Now
    from spoc_tui.casework.kinds.record import DeclaredRecord, RecordRow

Find = Callable[[Link, str], Linked]
"""What a name or reference means, looked up by the storage; NotFound, Ambiguous otherwise."""

_PERCENT = re.compile(r"(?P<whole>[0-9]{1,3})(?:\.(?P<rest>[0-9]{1,2}))? ?%?")


def read_fields(
    fields: Mapping[str, DeclaredField],
    typed: Mapping[str, str],
    *,
    now: Now,
    find: Find,
    whole: bool = True,
    stood: DeclaredRecord | None = None,
) -> dict[str, Value]:
    """The values of what was typed, by field; where `whole`, the blank ones as well. Rows that are
    typed as they `stood` are those that stood.

    BadInput for a field that there is not, or that only acts set, and for one that is needed.
    """
    open_to = {name: field for name, field in fields.items() if is_typed(field)}
    for name in typed:
        if name not in open_to:
            known = ", ".join(open_to) or "none"
            raise BadInput(f"There is no “{one_line(name[:60])}”. Fields: {known}.", field=name)
    return {
        name: _read_rows(field, typed.get(name, ""), now, find, getattr(stood, name, ()))
        if isinstance(field, Rows)
        else read(field, typed.get(name, ""), now=now, find=find)
        for name, field in open_to.items()
        if whole or name in typed
    }


def is_typed(field: DeclaredField) -> bool:
    """Whether it is typed in a form: what is kept, and rows."""
    return field.typed and bool(field.stored or isinstance(field, Rows))


def _read_rows(
    field: Rows, typed: str, now: Now, find: Find, stood: tuple[RecordRow, ...]
) -> tuple[RecordRow, ...]:
    """The rows of a JSON list, each as `row_as_typed` has it; BadInput says which is at fault."""
    before = {one.uid: one for one in stood}
    rows = []
    for number, one in enumerate(_rows_typed(field, typed), 1):
        was = before.get(one.get("uid", ""))
        if was is not None and row_as_typed(was) == one:
            rows.append(was)
            continue
        row_texts = {
            name: one.get(f"{name} key") or one.get(name, "") for name in fields_of(field.of)
        }
        try:
            values = read_fields(fields_of(field.of), row_texts, now=now, find=find)
        except BadInput as error:
            raise BadInput(f"{field.label}, number {number}: {error}", field=field.name) from error
        rows.append(field.of(uid=was.uid if was else "", **values))
    return tuple(rows)


def _rows_typed(field: Rows, typed: str) -> list[dict[str, str]]:
    import json

    try:
        found = json.loads(typed or "[]")
        texts = [text for one in found for pair in one.items() for text in pair]
    except (ValueError, AttributeError, TypeError):
        texts = [None]
    if not all(isinstance(text, str) for text in texts):
        raise BadInput(
            f"{field.label} cannot be typed like that: add them one by one.", field=field.name
        )
    return found  # type: ignore[no-any-return]


def read(field: DeclaredField, typed: str, *, now: Now, find: Find) -> Value:
    """The value that was typed; BadInput, naming the field, where it can mean none.

    A day or sum may be typed as “unknown”, which is blank. Links are looked up by `find`.
    """
    try:
        value = _read(field, typed, now, find)
    except WrongSide as refused:
        if not field.otherwise:
            raise
        raise WrongSide(f"{refused} {field.otherwise}", field=field.name) from None
    except BadInput as refused:
        if not field.remedy:
            raise
        raise BadInput(f"{refused} {field.remedy}", field=field.name) from None
    return field.require(value)


def _read(field: DeclaredField, typed: str, now: Now, find: Find) -> Value:
    if isinstance(field, Text):
        return clean_text(typed, field=field.name, limit=field.most)
    limit = field.most if isinstance(field, Line | Whom) and not field.several else 1_000
    words = clean_line(typed, field=field.name, limit=limit)
    if isinstance(field, Line | Whom) and not field.several:
        return without_bullet(words) if field.pasted else words
    if words.casefold() in ("", "unknown", "not known"):
        return field.blank
    return _read_words(field, words, now, find)


def _read_words(field: DeclaredField, words: str, now: Now, find: Find) -> Value:
    """The value of words on one line that say something."""
    # Each reader is imported where it is wanted: most forms need few of them.
    name = field.name
    match field:
        case Line():
            from spoc_tui.casework.typed_values import read_words

            return read_words(words, field=name)
        case Number():
            return _number(field, words)
        case Money():
            from spoc_tui.casework.money import read_money

            return read_money(words, field=name)
        case Percent():
            return _percent(field, words)
        case Month():
            from spoc_tui.casework.dates.months import read_month
            from spoc_tui.casework.dates.typed_dates import read_day

            begins = read_month(words)
            return read_day(
                begins.isoformat() if begins else words,
                today=now.today,
                days=now.days,
                direction=field.direction,
                field=name,
            ).replace(day=1)
        case Day():
            from spoc_tui.casework.dates.typed_dates import read_day

            return read_day(
                words, today=now.today, days=now.days, direction=field.direction, field=name
            )
        case DayTime():
            from spoc_tui.casework.dates.typed_day_and_time import read_day_and_time

            return read_day_and_time(
                words, now=now.at, days=now.days, direction=field.direction, field=name
            )
        case Moment():
            from spoc_tui.casework.dates.typed_moments import read_moment

            return read_moment(words, now=now.at, days=now.days, field=name)
        case Recurrence():
            from spoc_tui.casework.dates.recurrence import read_rule

            return read_rule(words, name)
        case Choice(several=True):
            from spoc_tui.casework.typed_values import read_codes

            return read_codes(field.of, words, field=name, what=field.label_within)
        case Choice():
            return field.of.read(shortened(words, 60), field=name, what=field.label_within)
        case YesNo():
            from spoc_tui.casework.typed_values import read_yes

            return read_yes(words, field=name)
        case Link(several=True):
            parts = [part.strip() for part in words.split(";")]
            return tuple(dict.fromkeys(find(field, part) for part in parts if part))
        case Link():
            return find(field, words)
    raise TypeError(f"{name} is not typed")


def _number(field: DeclaredField, words: str) -> int:
    from spoc_tui.casework.typed_values import read_count

    count = read_count(
        words, field=field.name, least=field.least, most=field.most, needed=field.needed
    )
    if count is None or count < field.least:
        raise BadInput(f"{field.label} is at least {field.least:,}.", field=field.name)
    return count


def _percent(field: DeclaredField, words: str) -> int:
    match = _PERCENT.fullmatch(words)
    hundredths = (
        int(match["whole"]) * 100 + int((match["rest"] or "").ljust(2, "0")) if match else -1
    )
    if not 0 <= hundredths <= field.most:
        raise BadInput(
            f"“{shortened(words, 40)}” is not a percentage from 0 to {field.most // 100}. "
            "Type for example 12.5.",
            field=field.name,
        )
    return hundredths
