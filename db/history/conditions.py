"""Whether the rows that a join made can be read, and are as their tables ask.

Who can write where desks meet can seal what he likes, and a newer program may know words that this
one does not. A row that was made of such a thing would stop the program wherever it is read, and
the next join with it: it is not taken in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from db.changes.tables import AUDITED
from db.connection import Connection, Row
from db.history.desk_names import called
from spoc_tui.casework.council.dated_figures import kept_value, read_value
from spoc_tui.casework.dates.recurrence import read_rule
from spoc_tui.casework.errors import BadInput, Refused, SpocError
from spoc_tui.casework.exports.data_dictionary import table_description
from spoc_tui.casework.history.codes import MAY_BE_BLANK, codes_of, several_codes_of
from spoc_tui.casework.history.history import short_id
from spoc_tui.casework.kinds.dictionary import DAY_TIME, RULE
from spoc_tui.casework.lists.said import FACTS
from spoc_tui.casework.payments.rates import read_percent
from spoc_tui.casework.records.described import ISO_DAY, TIME, UTC_MOMENT
from spoc_tui.casework.records.kinds import DECLARED_KINDS
from spoc_tui.casework.text import shortened, with_article

BETWEEN = ("1000", "9990")
"""The years, as texts, between which a day can be counted with."""


class Condition(NamedTuple):
    """A condition on a row."""

    column: str
    """Of which it is; blank: of the row, as its table asks."""
    holds: str
    """SQL over the table's columns; null where there is nothing to ask."""
    is_code: bool = False
    """Whether it is that a word is known: one that is not, a newer program wrote."""


def require_readable(connection: Connection, new: Container[str]) -> None:
    """BadInput where a row that was touched, or imported by one of these actions, has a day,
    moment, time or the like that is none; Refused where it has a code that is not known here.
    """
    for table, where in _looked_at(connection, new):
        _need(connection, table, where, [*_codes(table), *_moments(table)])
        _require_read(connection, table, where)


def require_conditions(connection: Connection, new: Container[str]) -> None:
    """BadInput where one of these rows is not as its table asks (CHECK)."""
    for table, where in _looked_at(connection, new):
        _need(connection, table, where, [Condition("", one) for one in checks(connection, table)])


def unreadable_uids(connection: Connection, table: str) -> set[str]:
    """The uids of the rows of a table that have a value which cannot be, or do not fit it."""
    conditions = [*_codes(table), *_moments(table)]
    conditions += [Condition("", one) for one in checks(connection, table)]
    every = " AND ".join(["1", *map(_asked, conditions)])
    rows = connection.execute(f"SELECT uid FROM {table} WHERE NOT ({every})")
    found = {str(uid) for (uid,) in rows}
    for one, values in _unread_values(connection, table, "1"):
        among = json.dumps(values)
        rows = connection.execute(
            f"SELECT uid FROM {table} WHERE {one.column} IN (SELECT value FROM json_each(?))",
            [among],
        )
        found |= {str(uid) for (uid,) in rows}
    return found


def checks(connection: Connection, table: str) -> list[str]:
    """The conditions of a table, as SQL."""
    (made,) = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", [table]
    ).fetchone()
    return [made[at.end() : _end(made, at.end())] for at in re.finditer(r"CHECK\s*\(", made)]


def _end(sql: str, at: int) -> int:
    """Where the bracket closes that was opened just before `at`."""
    depth, quoted = 1, False
    for place in range(at, len(sql)):
        letter = sql[place]
        quoted ^= letter == "'"
        if not quoted:
            depth += (letter == "(") - (letter == ")")
            if depth == 0:
                return place
    raise ValueError("a condition has no end")


def _looked_at(connection: Connection, new: Container[str]) -> Iterator[tuple[str, str]]:
    """The tables that were touched, each with SQL for which of its rows."""
    ranges: dict[str, list[str]] = {}
    for action, table, number, first, last in connection.execute(
        "SELECT action, tbl, id, first, last FROM brought_in"
    ):
        if action in new:
            its = ranges.setdefault(table, [])
            its.append(f"id BETWEEN {first} AND {last}")
            its.append(f"uid IN (SELECT record FROM change WHERE ranged = {number})")
    for table, first, last in connection.execute("SELECT * FROM temp.as_came"):
        ranges.setdefault(table, []).append(f"id BETWEEN {first} AND {last}")
    touched = {table for (table,) in connection.execute("SELECT DISTINCT tbl FROM temp.touched")}
    for table in AUDITED:
        if table in touched:
            yield table, f"uid IN (SELECT uid FROM temp.touched WHERE tbl = '{table}')"
        for where in ranges.get(table, ()):
            yield table, where


def _codes(table: str) -> Iterator[Condition]:
    for column, words in codes_of(table).items():
        blank = ("",) if column in MAY_BE_BLANK else ()
        holds = _among(column, (*words, *blank))
        if (table, column) == ("event", "kind"):
            holds = f"({holds} OR {_IS_DECLARED_ACT})"
        yield Condition(column, holds, is_code=True)
    if table in ("difference", "standing_answer"):
        yield Condition("field", _among("field", FACTS), is_code=True)
    if table == "difference":
        numbers = _among("field", ("income_pence", "staff"))
        yield Condition("listed", f"NOT {numbers} OR listed NOT GLOB '*[^0-9]*'")


_DECLARED = ", ".join(f"'{one.code}'" for one in DECLARED_KINDS)
_IS_DECLARED_ACT = f"""(kind GLOB '[a-z]*' AND NOT kind GLOB '*[^a-z-]*' AND (SELECT r.kind FROM
    record AS r WHERE r.uid = event.record) IN ({_DECLARED}))"""
"""Whether an event is what an act did on a record of a declared kind, in that act's words."""


def _among(column: str, words: Iterable[str]) -> str:
    known = ", ".join(f"'{word}'" for word in words)
    return f"({column} IN ({known}))"


def _moments(table: str) -> Iterator[Condition]:
    # With something added to it, SQLite calculates: 30 February would pass as it is written.
    within = f"BETWEEN '{BETWEEN[0]}' AND '{BETWEEN[1]}'"
    for column, description in table_description(table).columns.items():
        if description.startswith(ISO_DAY):
            yield Condition(column, f"date({column}, '+0 days') IS {column} AND {column} {within}")
        elif description.startswith(UTC_MOMENT):
            whole = f"strftime('%Y-%m-%dT%H:%M:%SZ', {column}, '+0 days') IS {column}"
            yield Condition(column, f"{whole} AND {column} {within}")
        elif description.startswith(DAY_TIME):
            day, time = f"substr({column}, 1, 10)", f"substr({column}, 11)"
            timed = f"{time} = '' OR strftime(' %H:%M', ltrim({time})) IS {time}"
            yield Condition(
                column, f"date({day}, '+0 days') IS {day} AND {day} {within} AND ({timed})"
            )
        elif description.startswith(TIME):
            yield Condition(column, f"strftime('%H:%M', {column}) IS {column}")
        elif "JSON" in description:
            # CASE, for AND may ask what kind of JSON it is of what is none.
            kind = f"json_type({column}) = 'object'"
            yield Condition(column, f"CASE WHEN json_valid({column}) THEN {kind} ELSE 0 END")


def _need(connection: Connection, table: str, where: str, conditions: Sequence[Condition]) -> None:
    if not conditions:
        return
    every = " AND ".join(map(_asked, conditions))
    found = connection.execute(
        f"SELECT * FROM {table} WHERE {where} AND NOT ({every}) LIMIT 1"
    ).fetchone()
    if found is None:
        return
    for one in conditions:
        (holds,) = connection.execute(
            f"SELECT {one.holds} FROM {table} WHERE uid = ?", [found["uid"]]
        ).fetchone()
        if holds == 0 and (not one.column or found[one.column] is not None):
            raise _broken(connection, table, found, one)


def _asked(one: Condition) -> str:
    """SQL: a condition is of a column that may be null, where it asks nothing."""
    return f"({f'{one.column} IS NULL OR {one.holds}' if one.column else one.holds})"


def _is_rule(text: str) -> bool:
    return read_rule(text) == text


_READ: dict[tuple[str, str], Callable[[str], bool]] = {
    ("reference_rate", "percent"): lambda text: bool(str(read_percent(text))),
    ("dated_figure", "value"): lambda text: read_value(kept_value(text).words).kept == text,
}
"""Columns that hold what only the program can read, with how it reads them; of declared tables how
often something is.
"""


def _require_read(connection: Connection, table: str, where: str) -> None:
    for one, values in _unread_values(connection, table, where):
        row = connection.execute(
            f"SELECT * FROM {table} WHERE {where} AND {one.column} = ? LIMIT 1", values[:1]
        ).fetchone()
        raise _broken(connection, table, row, one)


def _unread_values(
    connection: Connection, table: str, where: str
) -> Iterator[tuple[Condition, list[str]]]:
    """Columns that hold what only the program can read, with the values that it cannot."""
    own = {column: reads for (of, column), reads in _READ.items() if of == table}
    rules = (
        name
        for name, description in table_description(table).columns.items()
        if description.startswith(RULE)
    )
    for column, reads in {**own, **dict.fromkeys(rules, _is_rule)}.items():
        unread = [one for one in _each(connection, table, column, where) if not _reads(reads, one)]
        if unread:
            yield Condition(column, ""), unread
    for column, words in several_codes_of(table).items():
        known = {word.value for word in words}
        unread = [
            one
            for one in _each(connection, table, column, where)
            if not known.issuperset(filter(None, map(str.strip, one.split(","))))
        ]
        if unread:
            yield Condition(column, "", is_code=True), unread


def _reads(reads: Callable[[str], bool], value: str) -> bool:
    try:
        return reads(value)
    except (ArithmeticError, BadInput, ValueError):
        return False


def _each(connection: Connection, table: str, column: str, where: str) -> list[str]:
    """Each value of a column that is not blank."""
    rows = connection.execute(
        f"SELECT DISTINCT {column} FROM {table} WHERE {where} AND {column} <> ''"
    )
    return [value for (value,) in rows]


def _broken(connection: Connection, table: str, row: Row, one: Condition) -> SpocError:
    what = f"{with_article(table.replace('_', ' '))} ({short_id(row['uid'])})"
    desk = _last_writer(connection, row["uid"])
    whose, at = (f" {word} {desk}" if desk else "" for word in ("from", "at"))
    if one.is_code:
        return Refused(
            f"The {one.column} of {what} is “{shortened(str(row[one.column]), 40)}”, which this "
            f"program does not know: a newer spoc wrote it{at}. Update the program "
            "(pipx upgrade spoc-tui). Nothing was joined."
        )
    if one.column:
        value = json.dumps(row[one.column], ensure_ascii=False)[1:-1]
        wrong = f"{one.column} of {what} cannot be “{shortened(value, 40)}”"
    else:
        wrong = f"{what} does not fit its table"
        wrong = wrong[0].upper() + wrong[1:]
    return BadInput(
        f"{wrong}: what was received{whose} is damaged, or was changed by hand. Nothing was "
        "joined: fetch it again."
    )


def _last_writer(connection: Connection, uid: str) -> str:
    """The desk that last changed a row; blank where the history does not say."""
    found = connection.execute(
        "SELECT a.origin FROM change AS c JOIN action AS a ON a.uid = c.action "
        "WHERE c.record = ? AND a.kind <> 'settle' ORDER BY a.clock DESC, a.uid DESC LIMIT 1",
        [uid],
    ).fetchone()
    return called(connection, found["origin"]) if found else ""
