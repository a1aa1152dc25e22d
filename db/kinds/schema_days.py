"""The indexes by which what groups did in a period is found. Nothing here is ever changed once it
is released.
"""

from __future__ import annotations

DAYS_OF_GROUPS = tuple(
    f"CREATE INDEX {table}_by_{day} ON {table} ({day}) "
    f"WHERE {day} IS NOT NULL AND removed_at IS NULL"
    for table, day in (
        ("groups_meeting", "held"),
        ("groups_decision", "decided"),
        ("groups_decision", "carried"),
    )
)
