"""Which organisations a list tells of as ended may have gone into which: what the duplicates will
offer once it is in, said before.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from db.lists.aside import make_aside
from db.organisations.duplicates import OF_ANOTHER_NAME, in_order, kept_apart
from db.organisations.near_names import shared
from db.organisations.reading import IN_LISTS
from db.organisations.sides import reached
from db.organisations.went_into import STANDING, Those, went_into
from spoc_tui.casework.lists.importing import RowReport, RowVerdict
from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.likeness import contradict
from spoc_tui.casework.organisations.names import name_key
from spoc_tui.casework.organisations.same_organisation import Side, Sureness, judge
from spoc_tui.casework.text import phone_digits, web_domain

if TYPE_CHECKING:
    from db.connection import Row
    from db.lists.edits import Edit
    from db.lists.staging import Staged
    from db.writing import Writing
    from spoc_tui.casework.lists.importing import ImportReport

MOST_OF_A_NAME = 12
"""Of a name that more than these have, nothing is told."""
_TOLD_BY = ("state", "name", "postcode", "phone", "web", "email")
"""The facts that tell whether one ended, and into which it went."""

_COLUMNS = "uid, name, folded, postcode, phone_digits, domain, email, web"
_KEPT = f"({_COLUMNS}, closed, standing, parent, line, news, UNIQUE (uid))"
_PUT = f"INSERT OR IGNORE INTO after_list ({_COLUMNS}, closed, standing, parent, line, news)"
_HERE = f"""SELECT o.{_COLUMNS.replace(", ", ", o.")}, o.state = 'closed',
    {STANDING.format(uid="o.uid")}, o.parent, NULL, 0"""
_ANY_CLOSED_HERE = """SELECT EXISTS (SELECT 1 FROM organisation
    WHERE state = 'closed' AND removed_at IS NULL)"""
_ANY_ADDED_CLOSED = """SELECT EXISTS (SELECT 1 FROM staged
    WHERE verdict = 'added' AND state = 'closed')"""
_CHANGED = f"""{_HERE} FROM organisation AS o
    WHERE o.uid IN (SELECT value FROM json_each(?)) AND {IN_LISTS}"""
_OF_THE_ROW = """UPDATE after_list SET news = 1, line = staged.line, standing = staged.standing
    FROM staged WHERE staged.matched = after_list.uid AND staged.verdict = 'updated'"""
_LIKE_THESE = f"""{_PUT} {_HERE}
    FROM (SELECT DISTINCT {{mine}} AS value FROM after_list AS t WHERE {{told}}) AS these
    CROSS JOIN organisation AS o ON {{here}} = these.value
    WHERE {{has_one}} AND {IN_LISTS} AND o.id < :first"""
_NAMED_LIKE_THESE = f"""{_PUT} {_HERE}
    FROM (SELECT DISTINCT replace(folded, ' ', '') AS letters FROM after_list) AS these
    CROSS JOIN name_here USING (letters)
    CROSS JOIN organisation AS o ON o.uid = name_here.organisation WHERE {IN_LISTS}"""
_OF_ONE_NAME = f"""WITH named AS MATERIALIZED (
    SELECT replace(folded, ' ', '') AS letters, * FROM after_list),
several AS MATERIALIZED (SELECT letters FROM named GROUP BY letters
    HAVING count(*) BETWEEN 2 AND {MOST_OF_A_NAME} AND min(closed) <> max(closed))
SELECT named.* FROM several CROSS JOIN named USING (letters) ORDER BY letters"""
_AMONG = Those(
    "after_list AS o WHERE true",
    "o.closed",
    "(SELECT standing FROM after_list AS t WHERE t.uid = at_place.uid)",
)
_NUMBERS = """SELECT organisation, scheme, number, linked FROM identifier
    WHERE organisation IN (SELECT value FROM json_each(:uids)) AND removed_at IS NULL
UNION SELECT t.uid, s.scheme, s.number, s.linked
    FROM after_list AS t JOIN staged_identifier AS s ON s.line = t.line
    WHERE t.uid IN (SELECT value FROM json_each(:uids))"""


def say_successors(
    store: Writing, staged: Staged, report: ImportReport, edits: Sequence[Edit], first: int
) -> None:
    """Says on the rows of the report which may have gone into which. Nothing that is here from the
    id `first` on counts: the list itself may have put it in.
    """
    places = {row.line: place for place, row in enumerate(report.rows)}
    said = {row.line for row in report.rows if row.why.startswith("beside ")}
    for row, other, why in _told(store, staged, edits, first):
        line = row["line"]
        said.add(line)
        if line not in places:
            places[line] = len(report.rows)
            verdict = RowVerdict.ADDED if row["news"] == _ADDED else RowVerdict.UPDATED
            report.rows.append(RowReport(line, verdict, row["name"], why))
        elif not (before := report.rows[places[line]]).why.startswith(f"beside {other}: "):
            report.rows[places[line]] = replace(before, why=f"{before.why}; {why}")
    report.successors = len(said)


def _told(
    store: Writing, staged: Staged, edits: Sequence[Edit], first: int
) -> Iterator[tuple[Row, str, str]]:
    """Of each, the row that tells of it, the name of the other, and what is said."""
    changed = _changed(edits)
    if not changed and "identifier" not in staged.parts:
        return  # no number says that a new one is another
    if not _any_closed(store, staged, changed):
        return
    _put_aside(store, staged, changed, first)
    pairs = list(_pairs(store))
    found = _rows(store, {uid for into, before, _ in pairs for uid in (into, before)})
    for into, before, why in pairs:
        new, old = found[into], found[before]
        if not new["news"]:
            yield old, new["name"], f"may have gone into {new['name']}: {why}"
        else:
            where = f"line {old['line']:,}" if old["line"] is not None else ""
            standing = ", ".join(filter(None, (old["standing"], where)))
            of_it = f" ({standing})" if standing else ""
            yield new, old["name"], f"{old['name']}{of_it} may have gone into it: {why}"


_ADDED = 2
"""What `news` is of a row that adds one; 1 of one that changes one that is here."""


def _changed(edits: Sequence[Edit]) -> dict[str, Mapping[str, Any]]:
    """By uid, what the list changes of organisations here that may tell of an end."""
    changed: dict[str, Mapping[str, Any]] = {}
    for edit in edits:
        if edit.table == "organisation" and edit.uid is not None:
            values = {name: edit.values[name] for name in _TOLD_BY if name in edit.values}
            if values:
                changed[edit.uid] = values
        elif edit.table == "identifier" and edit.uid is None:
            changed.setdefault(edit.values["organisation"], {})
    return changed


def _any_closed(store: Writing, staged: Staged, changed: Mapping[str, Mapping[str, Any]]) -> bool:
    asked = [_ANY_CLOSED_HERE] + [_ANY_ADDED_CLOSED] * ("state" in staged.columns)
    return any(values.get("state") == "closed" for values in changed.values()) or any(
        store.connection.execute(statement).fetchone()[0] for statement in asked
    )


def _put_aside(
    store: Writing, staged: Staged, changed: Mapping[str, Mapping[str, Any]], first: int
) -> None:
    """Puts aside what is new, and what here has something alike with it, as it will be once the
    list is in.
    """
    connection = store.connection
    make_aside(connection, staged.place, "after_list", _KEPT)
    there = {*staged.columns}
    columns = ", ".join(one if one in there | {"uid"} else "''" for one in _COLUMNS.split(", "))
    closed = "state = 'closed'" if "state" in there else "0"
    connection.execute(
        f"{_PUT} SELECT {columns}, {closed}, standing, NULL, line, {_ADDED} FROM staged "
        "WHERE verdict = 'added'"
    )
    connection.execute(f"{_PUT} {_CHANGED}", [json.dumps(sorted(changed))])
    for uid, values in changed.items():
        after = _derived(values)
        sets = ", ".join(f"{name} = ?" for name in ("uid", *after))
        connection.execute(
            f"UPDATE after_list SET {sets} WHERE uid = ?", [uid, *after.values(), uid]
        )
    if changed:
        connection.execute(_OF_THE_ROW)
    for (here, has_one), (mine, told) in zip(
        shared("o").values(), shared("t").values(), strict=True
    ):
        connection.execute(
            _LIKE_THESE.format(mine=mine, told=told, here=here, has_one=has_one), {"first": first}
        )
    if staged.names_here:
        connection.execute(_NAMED_LIKE_THESE)


def _derived(values: Mapping[str, Any]) -> dict[str, Any]:
    after = {name: value for name, value in values.items() if name not in ("state", "phone")}
    if "state" in values:
        after["closed"] = values["state"] == "closed"
    if "phone" in values:
        after["phone_digits"] = phone_digits(values["phone"])
    if "web" in values:
        after["domain"] = web_domain(values["web"])
    if "name" in values:
        after["folded"] = name_key(values["name"])
    return after


def _pairs(store: Writing) -> Iterator[tuple[str, str, str]]:
    """Which may have gone into which, and why, where the list has brought news of one of them."""
    connection = store.connection
    named = list(_of_one_name(connection.execute(_OF_ONE_NAME)))
    placed = [(one.into, one.before, one.why) for one in went_into(store, _AMONG)]
    uids = {uid for pair in (*named, *placed) for uid in pair[:2]}
    found, numbers = _rows(store, uids), _numbers(store, uids)
    seen = set(kept_apart(store)) if uids else set()
    for into, before, why in (*named, *placed):
        new, old = found[into], found[before]
        if in_order(into, before) in seen or not (new["news"] or old["news"]):
            continue
        if new["parent"] == before or old["parent"] == into:
            continue
        if not contradict(numbers[into], numbers[before]):
            continue
        if not why:
            judged = judge(_side(new, numbers[into]), _side(old, numbers[before]))
            if judged.sureness is not Sureness.SUCCESSOR:
                continue
            why = judged.why
        else:
            why += OF_ANOTHER_NAME
        seen.add(in_order(into, before))
        yield into, before, why


def _of_one_name(rows: Iterator[Row]) -> Iterator[tuple[str, str, str]]:
    for _, group in groupby(rows, key=itemgetter("letters")):
        members = list(group)
        for new in members:
            for old in members:
                if old["closed"] and not new["closed"]:
                    yield new["uid"], old["uid"], ""


def _rows(store: Writing, uids: Collection[str]) -> dict[str, Row]:
    rows = store.connection.execute(
        "SELECT * FROM after_list WHERE uid IN (SELECT value FROM json_each(?))",
        [json.dumps(sorted(uids))],
    )
    return {row["uid"]: row for row in rows}


def _numbers(store: Writing, uids: Collection[str]) -> Mapping[str, frozenset[Identifier]]:
    found: dict[str, frozenset[Identifier]] = defaultdict(frozenset)
    rows = store.connection.execute(_NUMBERS, {"uids": json.dumps(sorted(uids))})
    for uid, *number in rows:
        found[uid] |= {Identifier(*number)}
    return found


def _side(row: Row, numbers: frozenset[Identifier]) -> Side:
    return Side(
        row["uid"],
        row["folded"],
        **reached(row, row["domain"]),
        numbers=numbers,
        closed=bool(row["closed"]),
    )
