"""Rows of a list whose name seems to be those of several organisations: they are held."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from db.lists.reading import key_of_one
from spoc_tui.casework.lists.several_names import names_joined

if TYPE_CHECKING:
    from db.lists.staging import Staged
    from spoc_tui.casework.organisations.organisation import ListedOrganisation

_THESE = "s.line BETWEEN :first AND :last AND s.verdict IN ('added', 'updated') AND s.entry IS NULL"
_IS_HERE = """EXISTS (SELECT 1 FROM name_here WHERE letters = replace(s.folded, ' ', ''))"""
_SEVERAL = f"""SELECT s.line, s.facts ->> '$.several' AS names FROM staged AS s
    WHERE {_THESE} AND s.facts LIKE '%"several":[%' AND NOT {{is_here}}"""
# “&” is in many a name: it parts only those that are here, each by itself.
_JOINED = f"""SELECT s.line, names_joined(s.name) AS names FROM staged AS s
    WHERE {_THESE} AND s.verdict = 'added'
        AND NOT EXISTS (SELECT 1 FROM staged_identifier AS its WHERE its.line = s.line)
        AND (s.name LIKE '% & %' OR s.name LIKE '% + %' OR s.name LIKE '% / %')
        AND NOT {_IS_HERE} AND NOT EXISTS (SELECT 1 FROM json_each(names_joined(s.name)) AS one
            WHERE joined_name(one.value) NOT IN (SELECT letters FROM name_here))"""
_HOLD = """UPDATE staged SET verdict = 'held', matched = NULL, numbered = 0, why = ?
    WHERE line = ?"""


def hold_several(staged: Staged, lines: Mapping[str, Any]) -> None:
    """Holds the rows of these lines that seem to name several, unless one here is called so or the
    list had it before.
    """
    connection = staged.connection
    connection.create_function("names_joined", 1, _names_joined, deterministic=True)
    asked = []
    if staged.several:
        asked.append(_SEVERAL.format(is_here=_IS_HERE if staged.names_here else "false"))
    if staged.names_here:
        asked.append(_JOINED)
    for statement in asked:
        for line, names in connection.execute(statement, lines).fetchall():
            if names:
                connection.execute(_HOLD, [why_several(json.loads(names)), line])


def why_several(names: Sequence[str]) -> str:
    """Why such a row is held, in words."""
    described = ", ".join(f"“{name}”" for name in names)
    return f"{described}: its name seems to be those of {len(names)} organisations"


def names_of(facts: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The names of a row that was held so."""
    return tuple(facts.get("several", ())) or names_joined(name)


def each_of(row: ListedOrganisation, names: Sequence[str]) -> list[ListedOrganisation]:
    """A row for each name, with all that its list says but the numbers: whose those are it does not
    say, and so they are a note.
    """
    numbers = [f"Number in the list, of “{row.name}”: {one.text}" for one in row.identifiers]
    notes = "\n".join(filter(None, (row.notes, *numbers)))
    return [
        replace(
            row,
            line=line,
            key=key_of_one(row.key, name),
            name=name,
            notes=notes,
            identifiers=(),
            other_names=(),
            several=(),
        )
        for line, name in enumerate(names, 1)
    ]


def _names_joined(name: str) -> str | None:
    found = names_joined(name)
    return json.dumps(found, ensure_ascii=False) if found else None
