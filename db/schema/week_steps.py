"""The steps of the figures of weeks, and of the summaries of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def weeks(db: Database) -> None:
    """What happened is found by when it happened, for the figures of a week; issued summaries."""
    from db.schema import weeks as schema_weeks

    for statement in schema_weeks.WEEKS:
        db.execute(statement)


def past_weeks(db: Database) -> None:
    """What was closed is found by when, so that past weeks are counted as fast as this one."""
    from db.schema import weeks as schema_weeks

    for statement in schema_weeks.PAST_WEEKS:
        db.execute(statement)


def week_options(db: Database) -> None:
    """With which options a summary was issued, and what the officer chose last."""
    from db.schema import weeks as schema_weeks

    for statement in schema_weeks.WEEK_OPTIONS:
        db.execute(statement)


def days_due(db: Database) -> None:
    """What was due is found by its day, and what was done since a week ended by when."""
    from db.schema import weeks as schema_weeks

    for statement in schema_weeks.DAYS_DUE:
        db.execute(statement)
