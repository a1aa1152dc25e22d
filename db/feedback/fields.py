"""Reads what an officer types into a field of a feedback action, into the columns it changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.council.council import Directorate, Team, Theme
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import Ambiguous, BadInput, NotFound
from spoc_tui.casework.records.kinds import FEEDBACK
from spoc_tui.casework.records.side import Side
from spoc_tui.casework.text import clean_line, clean_text, compared

if TYPE_CHECKING:
    from db.store import Store

Columns = dict[str, Any]
Reader = Callable[["Store", str, str], Columns]
HEARD_IN_KEY = "heard_in"
"""Among what is read the uid of the record in which it was heard, which is a link and no column."""
_BETWEEN = re.compile(r";|,|/|&|\+|\band\b", re.IGNORECASE)
"""What may be between two names."""
MOST_PARTS = 12
"""How many of these are looked at: more are in no name that is typed."""
NO_OWNER: Columns = {"directorate": None, "team": None, "organisation": None, "owner": ""}
"""The columns of the owner, while there is none."""


def read_fields(store: Store, typed: Mapping[str, str]) -> Columns:
    """The columns that these fields say; BadInput names the field at fault.

    An owner brings its side along, unless the side is given as well.
    """
    for field in typed:
        if field not in FIELDS:
            raise BadInput(
                f"A feedback action has no “{field[:60]}”. Fields: {', '.join(FIELDS)}.",
                field=field,
            )
    columns: Columns = {}
    for field, reader in FIELDS.items():
        if field in typed:
            columns |= reader(store, typed[field], field)
    return columns


def read_owner(store: Store, text: str, field: str) -> Columns:
    """A team, a directorate or partner, an organisation, or whoever it is in the officer's words.

    A partner's team or an organisation is of the sector, a directorate of the council. Ambiguous
    where it may be several.
    """
    text = clean_line(text, field=field)
    if not text:
        return dict(NO_OWNER)
    found = _of_the_council(store, text)
    if found is not None:
        side = Side.SECTOR if found.partner else Side.COUNCIL
        if isinstance(found, Team):
            its = {"directorate": found.directorate_uid, "team": found.uid}
        else:
            its = {"directorate": found.uid}
        return {**NO_OWNER, "side": side, **its}
    try:
        organisation = store.organisations.find(text, field=field)
    except NotFound:
        _refuse_two_owners(store, text, field)
        return {**NO_OWNER, "owner": text}
    return {**NO_OWNER, "side": Side.SECTOR, "organisation": organisation.uid}


def _refuse_two_owners(store: Store, text: str, field: str) -> None:
    """Refuses two names in one: who shares an action waits for the other to do it."""
    if ";" in text or _names_two(store, text):
        raise BadInput(
            "An action has one owner. Name one of them, and begin another action for the other.",
            field=field,
        )


def _names_two(store: Store, text: str) -> bool:
    """Whether two that are known are named, one after the other; a name may have a comma itself."""
    cuts = [(0, 0), *(found.span() for found in _BETWEEN.finditer(text)), (len(text),) * 2]
    cuts = cuts[:MOST_PARTS]
    known = after = 0
    for start, (_, begins) in enumerate(cuts[:-1]):
        if start < after:
            continue
        for end in range(start + 1, len(cuts)):
            part = text[begins : cuts[end][0]].strip()
            if part and _is_known(store, part):
                known, after = known + 1, end
                break
    return known > 1


def _is_known(store: Store, name: str) -> bool:
    """Whether it is wholly the name of a team or directorate, or one of an organisation's."""
    if store.organisations.known_as((name,)) is not None:
        return True
    try:
        found = _of_the_council(store, name)
    except Ambiguous:
        return False
    return found is not None and compared(found.name) == compared(name)


def _of_the_council(store: Store, text: str) -> Team | Directorate | None:
    """The directorate or partner of that very name, else the team, else the directorate meant."""
    council = store.council
    if any(compared(one.name) == compared(text) for one in council.directorates()):
        return council.find_directorate(text)
    unclear: Ambiguous | None = None
    for find in (council.find_team, council.find_directorate):
        try:
            return find(text)
        except NotFound:
            continue
        except Ambiguous as error:
            unclear = unclear or error
    if unclear is not None:
        raise unclear
    return None


def _theme(store: Store, text: str, field: str) -> Columns:
    return {"theme": store.council.find(Theme, text).uid if text.strip() else None}


def _side(store: Store, text: str, field: str) -> Columns:
    return {"side": Side.read(text, field=field)} if text.strip() else {}


def _due(store: Store, text: str, field: str) -> Columns:
    if not text.strip():
        return {"due": None}
    return {"due": store.read_day(text, field, Direction.MOSTLY_AHEAD).isoformat()}


def _heard_in(store: Store, text: str, field: str) -> Columns:
    """The record that it was heard in, of another kind."""
    if not text.strip():
        return {HEARD_IN_KEY: None}
    records = store.records_of(text)
    if FEEDBACK.code == records.TABLE:
        raise BadInput(
            "Name the record that it was heard in, not feedback: ENQ-26-0143.", field=field
        )
    return {HEARD_IN_KEY: records.uid_of(text)}


FIELDS: dict[str, Reader] = {
    "action": lambda store, text, field: {"action": clean_line(text, field=field, limit=1_000)},
    "theme": _theme,
    "owner": read_owner,
    "side": _side,
    "due": _due,
    "tell_how": lambda store, text, field: {"tell_how": clean_line(text, field=field)},
    "heard_from": lambda store, text, field: {"heard_from": clean_line(text, field=field)},
    "record": _heard_in,
    "paragraph": lambda store, text, field: {"paragraph": clean_line(text, field=field, limit=60)},
    "done": lambda store, text, field: {"done_text": clean_text(text, field=field)},
}
"""The fields, as forms and `--set` name them, in the form's order."""

FIELD_FORMS = {
    "action": "what is to be done",
    "theme": "a theme, by its name; blank: none",
    "owner": "a team, directorate, organisation, or in your own words",
    "side": ", ".join(Side),
    "due": "the day by which it is owed; blank: none",
    "tell_how": "how it will be told, and to whom",
    "heard_from": "where it was said: a meeting, a survey",
    "record": "the record it was heard in, of another kind; blank: none",
    "paragraph": "of the report, where it comes from there",
    "done": "what was done, in the words that are told",
}
"""What may be typed into each, in a few words."""
