"""What every table and column of the database says: it goes out with all that is exported. What a
subject's tables say, it says itself: casework/SUBJECT/dictionary.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from spoc_tui.casework.records.described import ISO_DAY, UTC_MOMENT, TableDescription, audited
from spoc_tui.casework.records.kinds import BY_HAND, DECLARED_KINDS, PACKAGE_OF, PARTY

SUBJECTS = ("organisations", "lists", "council", "records", "history", "week")
"""Those that have tables, beside the kinds of record."""
TABLE_DESCRIPTIONS: Mapping[str, TableDescription] = {
    table: said
    for room in (*(PACKAGE_OF[kind.code] for kind in BY_HAND if kind.prefix), *SUBJECTS)
    for table, said in import_module(f"spoc_tui.casework.{room}.dictionary").TABLES.items()
}
"""By table, but those of declared kinds; in each, every column that it has."""


def table_descriptions() -> Mapping[str, TableDescription]:
    """By table, what it holds and its columns say: of declared kinds, as they are declared."""
    from spoc_tui.casework.kinds.catalogue import kind_of
    from spoc_tui.casework.kinds.dictionary import (
        describe_columns,
        describe_parties,
        describe_parts,
        explanation_of,
    )

    its = {PARTY: describe_parties()}
    for one in DECLARED_KINDS:
        kind = kind_of(one.code)
        its[one.table] = explanation_of(kind.record), describe_columns(kind)
        its |= {f"{one.table}_{name}": said for name, said in describe_parts(kind).items()}
    return {
        **TABLE_DESCRIPTIONS,
        **{table: audited(means, **said) for table, (means, said) in its.items()},
    }


def table_description(table: str) -> TableDescription:
    """The same of one table."""
    return TABLE_DESCRIPTIONS[table] if table in TABLE_DESCRIPTIONS else table_descriptions()[table]


Types = Mapping[str, Mapping[str, str]]
"""By table and column: TEXT or INTEGER."""

_BEFORE_TABLES = f"""# What is in this folder

Every table of the database, as NAME.csv for people and NAME.json for programs. `spoc import all`
makes an equal database from the .json files; about.json counts their rows and seals each of them.

- In .json null is “not known” or “not yet”; in .csv that is blank, as blank text is.
- In .csv text that a spreadsheet would take for a formula has ' before it, and control codes are
  left out; in .json text is exactly as it is kept.
- An {ISO_DAY} is 2026-11-27. A {UTC_MOMENT} is 2026-11-27T09:30:00Z. Sums of money are pence.
- A uid points to the row of that uid in the table that is named.
"""


def as_markdown(types: Types) -> str:
    """The dictionary of these tables, as a document."""
    lines = [_BEFORE_TABLES]
    tables = table_descriptions()
    for table, columns in types.items():
        said = tables[table]
        lines += [f"## {table}", "", said.means, "", "| column | type | what it says |"]
        lines.append("| --- | --- | --- |")
        lines += [f"| {name} | {type_} | {said.columns[name]} |" for name, type_ in columns.items()]
        lines.append("")
    return "\n".join(lines)


def as_json(types: Types) -> dict[str, object]:
    """The dictionary of these tables, for programs."""
    tables = table_descriptions()
    return {
        table: {
            "means": tables[table].means,
            "columns": {
                name: {"type": type_, "means": tables[table].columns[name]}
                for name, type_ in columns.items()
            },
        }
        for table, columns in types.items()
    }
