"""Keeps the full-text indexes in step with the tables they are read from."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from spoc_tui.casework.names import name_key
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


DERIVED = frozenset({"folded", "ward_folded", "phone_digits", "domain", "invoice_key"})
"""Columns that say nothing of their own: others as they are looked for."""
LAST = "\U0010ffff"
"""Sorts after every character: the end of “begins with”."""


def with_keys(values: Mapping[str, Any], *, organisation: bool = True) -> dict[str, Any]:
    """These values of an organisation or a person, with the columns they are looked for by."""
    keys: dict[str, Any] = {}
    if "name" in values:
        keys["folded"] = name_key(values["name"]) if organisation else fold(values["name"])
    if "ward" in values:
        keys["ward_folded"] = fold(values["ward"])
    if "phone" in values:
        keys["phone_digits"] = phone_digits(values["phone"])
    if "web" in values:
        keys["domain"] = web_domain(values["web"])
    return {**values, **keys}


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
        changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in columns)
        for event, when, does in (
            ("INSERT", "", insert),
            (f"UPDATE OF {names}", f"WHEN {changed} ", f"{delete} {insert}"),
            ("DELETE", "", delete),
        ):
            connection.execute(
                f"CREATE TRIGGER {index}_{event.split()[0].lower()} AFTER {event} ON {table} "
                f"{when}BEGIN {does} END"
            )
