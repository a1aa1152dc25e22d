"""What an organisation that is closed may still be put on record for.

What has been stays true of it: it rang, it is owed money, it said something, it sat in a group
until a day. Only a part that it takes with no end is refused; of all else it is said.
"""

from __future__ import annotations

from datetime import date

from spoc_tui.casework.errors import BadInput

CLOSED = "closed"


def require_active(name: str, state: str, called: str, field: str) -> None:
    """Refuses something new of an organisation that is closed; `called` is what it would be."""
    if state == CLOSED:
        raise BadInput(
            f"{name} is closed: no new {called} is put on record of it. Open it again first, if it "
            "is not.",
            field=field,
        )


def require_ended(name: str, state: str, ends: date | None) -> None:
    """BadInput where an organisation in this state would take part for ever."""
    if state == CLOSED and ends is None:
        raise BadInput(f"{name} is closed. Give the day until which it takes part.", field="ends")


def said_of(name: str | None, state: str) -> str:
    """“Rook Lane Bowls Club is closed.”, beneath what was done on a record of its; else blank."""
    return f"{name} is closed." if name and state == CLOSED else ""
