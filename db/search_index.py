"""Keeps the full-text indexes in step with the tables they are read from."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from spoc_tui.casework.names import invoice_key, name_key
from spoc_tui.casework.text import fold, phone_digits, web_domain

INDEXED = {
    "organisation_words": ("organisation", ("folded", "ward_folded")),
    "other_name_words": ("other_name", ("folded",)),
    "contact_words": ("contact", ("folded",)),
    "enquiry_words": ("enquiry", ("subject", "detail", "answer", "caller")),
    "event_words": ("event", ("text",)),
    "promise_words": ("promise", ("text",)),
    "payment_words": ("payment", ("invoice", "what_for", "purchase_order", "caller")),
    "feedback_words": ("feedback", ("action", "because", "done_text", "owner")),
    "voice_words": ("voice", ("said", "speaker")),
    "organisation_phones": ("organisation", ("phone_digits",)),
    "contact_phones": ("contact", ("phone_digits",)),
    "enquiry_phones": ("enquiry", ("phone_digits",)),
    "payment_phones": ("payment", ("phone_digits",)),
}
"""Each index with the table it is read from, and that table's columns."""


LAST = "\U0010ffff"
"""Sorts after every character: the end of “begins with”."""


def derived(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that follow from these values of a row: what it is looked for by."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        match table, name:
            case ("organisation" | "other_name", "name"):
                found["folded"] = name_key(value)
            case ("contact", "name"):
                found["folded"] = fold(value)
            case ("organisation", "ward"):
                found["ward_folded"] = fold(value)
            case ("organisation", "web"):
                found["domain"] = web_domain(value)
            case ("organisation" | "contact" | "enquiry" | "payment", "phone"):
                found["phone_digits"] = phone_digits(value)
            case ("payment", "invoice"):
                found["invoice_key"] = invoice_key(value)
    return found


def create_triggers(connection: sqlite3.Connection) -> None:
    """Makes the triggers that index rows as they come, as an indexed column changes, and that take
    out what an import leaves when it is broken off.
    """
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    for index, (table, columns) in INDEXED.items():
        if index not in there:
            continue  # an index of a later step
        names = ", ".join(columns)
        old = ", ".join(f"old.{column}" for column in columns)
        new = ", ".join(f"new.{column}" for column in columns)
        delete = f"INSERT INTO {index} ({index}, rowid, {names}) VALUES ('delete', old.id, {old});"
        insert = f"INSERT INTO {index} (rowid, {names}) VALUES (new.id, {new});"
        for event, does in (
            ("INSERT", insert),
            (f"UPDATE OF {names}", f"{delete} {insert}"),
            ("DELETE", delete),
        ):
            connection.execute(
                f"CREATE TRIGGER {index}_{event.split()[0].lower()} AFTER {event} ON {table} "
                f"BEGIN {does} END"
            )
