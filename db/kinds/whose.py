"""Whose a line of a list is: the organisation on record that has just that name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.coming_in import Held
from spoc_tui.casework.text import compared, fold, shortened

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.coming_in import Asked
    from spoc_tui.casework.organisations.organisation import Organisation

_OF_ORGANISATIONS = frozenset(
    (
        *("association", "befriending", "cafe", "care", "carers", "centre", "charity", "choir"),
        *("church", "cic", "cio", "club", "college", "community", "council", "counselling"),
        *("foundation", "forum", "friends", "fund", "garden", "group", "guides", "hall", "health"),
        *("healthcare", "help", "home", "hospice", "hub", "league", "limited", "ltd", "mind"),
        *("mosque", "network", "nhs", "partnership", "project", "scouts", "service", "services"),
        *("shed", "society", "support", "team", "trust", "union", "uk", "volunteers", "wellbeing"),
        *("the", "and", "of", "for", "in", "age", "medway", "kent"),
    )
)
"""A name with one of these is no person's."""
_ID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_WITH_ID = "SELECT organisation FROM source_entry WHERE key = ? AND removed_at IS NULL"
_MOST_WORDS = 3
_SHOWN = 80


class Whose:
    """Finds organisations by just their names; what the officer says of a name counts first."""

    def __init__(self, store: Store, asked: Asked) -> None:
        self._store = store
        self._said = {
            compared(name): store.organisations.find(of) for name, of in asked.said.items()
        }
        self._found: dict[str, Organisation | None] = {}

    def known(self, name: str) -> Organisation | None:
        """The one of that name; None where there is none, or several."""
        key = compared(name)
        if key not in self._found:
            self._found[key] = self._said.get(key) or self._on_record(name)
        return self._found[key]

    def of(self, name: str, *, counts: bool = False) -> Organisation:
        """The same; Held where it is not on record. Of a list of `counts` what may be a person's
        name is refused, and not repeated.
        """
        if not name:
            raise BadInput("It does not say which organisation.")
        found = self.known(name)
        if found is not None:
            return found
        if counts and may_be_person(name):
            raise BadInput(
                "What it has for the organisation is not on record, and may be a person’s name: "
                "nothing of it was kept. If it is an organisation, put that on record, then import "
                "the list again."
            )
        raise Held(
            f"{shortened(name, _SHOWN)} is not on record by just that name. Say which organisation "
            "that is, or put it on record, then import the list again.",
            called=name,
        )

    def _on_record(self, name: str) -> Organisation | None:
        organisations = self._store.organisations
        other = organisations.known_as([name])
        its = organisations.namesakes(name) or ([other] if other else [])
        uids = {organisations.survivor_of(one.uid) for one in its} or self._by_id(name)
        return organisations.get(uids.pop()) if len(uids) == 1 else None

    def _by_id(self, typed: str) -> set[str]:
        """Those that came with an id from a list of organisations, where a directory names them by
        that alone.
        """
        if not _ID.fullmatch(typed):
            return set()
        rows = self._store.connection.execute(_WITH_ID, [typed])
        return {self._store.organisations.survivor_of(uid) for (uid,) in rows}


def may_be_person(name: str) -> bool:
    """Whether a name that is not on record may be a person's: two or three words, none of which
    an organisation is called.
    """
    words = fold(name).split()
    if any(map(str.isdigit, "".join(words))):
        return False
    return 1 < len(words) <= _MOST_WORDS and not _OF_ORGANISATIONS.intersection(words)
