"""The steps of how organisations are found, and of the lists that they come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.organisations.names import name_key
from spoc_tui.casework.text import fold, phone_digits, web_domain

if TYPE_CHECKING:
    from sqlite_utils import Database


def finding(db: Database) -> None:
    """Other names of organisations, and the indexes by which everything is found."""
    from db.schema import finding as schema_finding

    db.conn.create_function("name_key", 1, name_key, deterministic=True)
    db.conn.create_function("fold", 1, fold, deterministic=True)
    for statement in schema_finding.FINDING:
        db.execute(statement)


def lists(db: Database) -> None:
    """What lists say, where they differ, and which organisations are one and the same."""
    from db.schema import lists as schema_lists

    db.conn.create_function("web_domain", 1, web_domain, deterministic=True)
    for statement in schema_lists.LISTS:
        db.execute(statement)


def long_imports(db: Database) -> None:
    """What a long import adds is kept in the history as ranges of rows."""
    from db.schema import lists as schema_lists

    for statement in schema_lists.LONG_IMPORTS:
        db.execute(statement)


def finding_more(db: Database) -> None:
    """E-mail addresses are found as fast as names, and numbers that lost their 0."""
    from db.schema import finding as schema_finding

    db.conn.create_function("phone_digits", 1, phone_digits, deterministic=True)
    for statement in schema_finding.FINDING_MORE:
        db.execute(statement)


def named_ranges(db: Database) -> None:
    """What a long import adds is sealed by the names of its columns."""
    from db.schema import lists as schema_lists

    for statement in schema_lists.NAMED_RANGES:
        db.execute(statement)


def several_emails(db: Database) -> None:
    """Where there are several e-mail addresses, each is found."""
    from db.schema import finding as schema_finding

    for statement in schema_finding.SEVERAL_EMAILS:
        db.execute(statement)


def standing_answers(db: Database) -> None:
    """What is always taken of a list, or never."""
    from db.schema import lists as schema_lists

    for statement in schema_lists.STANDING_ANSWERS:
        db.execute(statement)


def held_of_none(db: Database) -> None:
    """A row of a list may be held whose name seems to be those of several organisations."""
    from db.schema import held as schema_held

    for statement in schema_held.HELD_OF_NONE:
        db.execute(statement)


def phones_alone(db: Database) -> None:
    """A row without a telephone number is not in the index of numbers, and costs it nothing."""
    from db.schema import finding as schema_finding

    for statement in schema_finding.PHONES_ALONE:
        db.execute(statement)


def choices(db: Database) -> None:
    """A row is asked one by one whether a column is one of its choices."""
    from db.schema.choices import ask_one_by_one

    ask_one_by_one(db.conn)
