"""Whether this laptop's clock can be right, by what is known here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from db.changes.desks import AHEAD_MS
from spoc_tui.casework.dates import when

if TYPE_CHECKING:
    from db.writing import Writing


def a_day_on(store: Writing) -> int:
    """The latest clock that is taken for right now."""
    return int(store.now().timestamp() * 1000) + AHEAD_MS


def latest_here(store: Writing) -> int:
    """The greatest clock of what this desk did itself."""
    return _greatest(store, own=True)


def latest_elsewhere(store: Writing) -> int:
    """The greatest clock of what came from other desks: it was no day ahead when it came."""
    return _greatest(store, own=False)


def clock_may_be_behind(store: Writing, *, also_own: bool = False) -> str:
    """That this laptop's clock may be behind, for what came from other desks goes on past it by a
    day or more; blank: it does not. `also_own`: or what this desk did itself, as it does where the
    clock was ahead and that is not put back.
    """
    latest = max(latest_elsewhere(store), latest_here(store) if also_own else 0)
    if latest <= a_day_on(store):
        return ""
    last = when.show_moment(datetime.fromtimestamp(latest / 1000, UTC))
    return (
        f"This laptop’s clock says {when.show_moment(store.now())}, and what is known here was "
        f"done up to {last}: it may be this clock that is wrong. Set it right, and exchange again."
    )


def _greatest(store: Writing, *, own: bool) -> int:
    # Along a desk's chain its clock only goes on: its last action has the greatest.
    (clock,) = store.connection.execute(
        "SELECT max((SELECT clock FROM action WHERE origin = d.uid ORDER BY place DESC LIMIT 1)) "
        "FROM desk AS d WHERE d.own = ?",
        [int(own)],
    ).fetchone()
    return int(clock or 0)
