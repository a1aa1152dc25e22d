"""What every table and column of the database says: it goes out with all that is exported. What a
subject's tables say, it says itself: casework/SUBJECT/dictionary.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from spoc_tui.casework.records.kinds import BY_HAND, DECLARED, PARTY, ROOM_OF
from spoc_tui.casework.records.table_said import DAY, MOMENT, TableSaid, audited

SUBJECTS = ("organisations", "lists", "council", "records", "history", "week")
"""Those that have tables, beside the kinds of record."""
TABLES: Mapping[str, TableSaid] = {
    table: said
    for room in (*(ROOM_OF[kind.code] for kind in BY_HAND if kind.prefix), *SUBJECTS)
    for table, said in import_module(f"spoc_tui.casework.{room}.dictionary").TABLES.items()
}
"""By table, but those of declared kinds; in each, every column that it has."""


def tables_said() -> Mapping[str, TableSaid]:
    """By table, what it holds and its columns say: of declared kinds, as they are declared."""
    from spoc_tui.casework.kinds.catalogue import kind_of
    from spoc_tui.casework.kinds.dictionary import columns_said, parties_said, parts_said, said_of

    its = {PARTY: parties_said()}
    for one in DECLARED:
        kind = kind_of(one.code)
        its[one.table] = said_of(kind.record), columns_said(kind)
        its |= {f"{one.table}_{name}": said for name, said in parts_said(kind).items()}
    return {**TABLES, **{table: audited(means, **said) for table, (means, said) in its.items()}}


def table_said(table: str) -> TableSaid:
    """The same of one table."""
    return TABLES[table] if table in TABLES else tables_said()[table]


Types = Mapping[str, Mapping[str, str]]
"""By table and column: TEXT or INTEGER."""

_BEFORE_TABLES = f"""# What is in this folder

Every table of the database, as NAME.csv for people and NAME.json for programs. `spoc import all`
makes an equal database from the .json files; about.json counts their rows and seals each of them.

- In .json null is “not known” or “not yet”; in .csv that is blank, as blank text is.
- In .csv text that a spreadsheet would take for a formula has ' before it, and control codes are
  left out; in .json text is exactly as it is kept.
- An {DAY} is 2026-11-27. A {MOMENT} is 2026-11-27T09:30:00Z. Sums of money are pence.
- A uid points to the row of that uid in the table that is named.
"""


def as_markdown(types: Types) -> str:
    """The dictionary of these tables, as a document."""
    lines = [_BEFORE_TABLES]
    tables = tables_said()
    for table, columns in types.items():
        said = tables[table]
        lines += [f"## {table}", "", said.means, "", "| column | type | what it says |"]
        lines.append("| --- | --- | --- |")
        lines += [f"| {name} | {type_} | {said.columns[name]} |" for name, type_ in columns.items()]
        lines.append("")
    return "\n".join(lines)


def as_json(types: Types) -> dict[str, object]:
    """The dictionary of these tables, for programs."""
    tables = tables_said()
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
