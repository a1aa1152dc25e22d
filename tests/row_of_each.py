"""A row of every table that the history keeps, with something in each of its columns."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from db.changes.tables import AUDITED, DERIVED
from db.store import Store
from spoc_tui.casework.exports.data_dictionary import table_description
from spoc_tui.casework.history.codes import codes_of, several_codes_of
from spoc_tui.casework.kinds.dictionary import DAY_TIME, RULE
from spoc_tui.casework.records.described import ISO_DAY, TIME, UTC_MOMENT

SAID: dict[tuple[str, str], Any] = {
    ("reference_rate", "percent"): "3.75",
    ("dated_figure", "value"): "207720 £",
    ("organisation", "state"): "active",
    ("organisation", "size"): "small",
    ("organisation", "volunteers"): "partly",
    ("contact", "preferred"): "email",
    ("held", "decided"): "same",
    ("difference", "settled"): "left",
    ("difference", "field"): "phone",
    ("standing_answer", "answer"): "left",
    ("standing_answer", "field"): "phone",
    ("feedback", "because"): "",
    ("telling", "excused"): "",
    ("paid_in", "amount_pence"): 7,
    ("enquiry", "status"): "closed",
    ("enquiry", "outcome"): "resolved",
    ("enquiry", "outcome_reason"): "As asked.",
    ("payment", "amount_pence"): 7,
    ("payment", "status"): "closed",
    ("payment", "outcome"): "paid",
    ("feedback", "status"): "closed",
    ("issued_week", "figures"): "{}",
}
"""What is not like every other column of its kind."""
NOTHING = {"removed_at", "merged_into", "parent", "succeeded_by"}
"""Columns that a row that was not removed has nothing in."""
LATER = {("feedback", "cannot_at"), ("enquiry", "contact"), ("telling", "bulletin")}


def one_of_each(store: Store) -> dict[str, str]:
    """Adds a row to every table, in an action each; the uids by table."""
    uids: dict[str, str] = {}
    for table in AUDITED:
        with store.action(f"One {table}"):
            uids[table] = store.insert(table, values_of(store.connection, table, uids))
    return uids


def values_of(
    connection: sqlite3.Connection, table: str, uids: dict[str, str], **other: Any
) -> dict[str, Any]:
    """The values of such a row, which points to these."""
    links = {
        key["from"]: key["table"] for key in connection.execute(f"PRAGMA foreign_key_list({table})")
    }
    values: dict[str, Any] = {}
    for name, column in columns_of(connection, table):
        if name in NOTHING or (table, name) in LATER:
            continue
        if name in links:
            points = "enquiry" if links[name] == "record" else links[name]
            values[name] = uids[points]
        else:
            values[name] = SAID.get((table, name), _something(table, name, column["type"]))
    if table == "apart":
        other_one = "00000000-0000-7000-8000-000000000000"
        values["one"], values["other"] = uids.get("another", other_one), uids["organisation"]
    return {**values, **other}


def columns_of(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, sqlite3.Row]]:
    for row in connection.execute(f"PRAGMA table_info({table})"):
        if row["name"] not in ("id", "uid", *DERIVED):
            yield row["name"], row


def _something(table: str, name: str, kind: str) -> Any:
    said = table_description(table).columns[name]
    if code := {**codes_of(table), **several_codes_of(table)}.get(name):
        return next(iter(code)).value
    if said.startswith(DAY_TIME):
        return "2026-04-03 09:30"
    if said.startswith(RULE):
        return "FREQ=WEEKLY"
    if said.startswith(ISO_DAY):
        return "2026-04-03"
    if said.startswith(UTC_MOMENT):
        return "2026-04-03T09:30:00Z"
    if said.startswith(TIME):
        return "14:30"
    if "JSON" in said:
        return "{}"
    return 1 if kind == "INTEGER" else f"{name} of it"
