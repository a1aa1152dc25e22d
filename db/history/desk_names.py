"""A desk as a sentence names it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from db.connection import Connection
from spoc_tui.casework.history.history import short_id
from spoc_tui.casework.text import one_line, shortened

if TYPE_CHECKING:
    from db.history.packing import Packed


def called(connection: Connection, origin: str, who: str = "") -> str:
    """“the desk of Ann Officer (B)”, with the end of its id where it has no letter, and that alone
    where it is not known whose it is. `who` is its officer, where that is known from elsewhere.
    """
    found = connection.execute(
        "SELECT d.letter, (SELECT a.who FROM action AS a WHERE a.origin = d.uid "
        "ORDER BY a.kind <> 'act', a.place DESC LIMIT 1) AS who FROM desk AS d WHERE d.uid = ?",
        [origin],
    ).fetchone()
    letter, known = (found["letter"], found["who"]) if found else ("", "")
    return _named(letter or short_id(origin), known or who)


def sender(one: Packed) -> str:
    """Likewise the desk of an action that was received, by what it says of itself."""
    return _named(short_id(str(one.origin)), officer(one))


def officer(one: Packed) -> str:
    """The officer who did it, as far as that can be read."""
    try:
        return str(json.loads(one.head)["who"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""


def _named(name: str, who: str) -> str:
    name, who = one_line(name), shortened(one_line(who), 60)
    return f"the desk of {who} ({name})" if who else f"the desk {name}"
