"""The shape in which promises and follow-ups may have a time of day beside their day."""

from __future__ import annotations

# London wall time, HH:MM, so that days compare as before; null: any time that day.
_TIME = """ALTER TABLE {table} ADD COLUMN {part}_time TEXT
    CHECK ({part}_time IS NULL
        OR ({day} IS NOT NULL AND {part}_time GLOB '[0-2][0-9]:[0-5][0-9]'))"""

TIMES = (
    _TIME.format(table="promise", part="due", day="due"),
    _TIME.format(table="enquiry", part="follow_up", day="follow_up_on"),
    _TIME.format(table="payment", part="follow_up", day="follow_up_on"),
    """CREATE INDEX promise_timed ON promise (due, due_time) WHERE due_time IS NOT NULL
        AND kept_at IS NULL AND withdrawn_at IS NULL AND removed_at IS NULL""",
    *(
        f"CREATE INDEX {table}_timed ON {table} (follow_up_on, follow_up_time) "
        "WHERE follow_up_time IS NOT NULL AND removed_at IS NULL"
        for table in ("enquiry", "payment")
    ),
)
