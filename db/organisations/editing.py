"""Reads what an officer types into a field of an organisation, into the columns that it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from db.organisations.rows import COMMA
from db.records.survivors import above
from db.records.typed_fields import check_fields, read_name, read_past_day, read_phone
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.money import read_money
from spoc_tui.casework.organisations.fields import ORGANISATION, STATES, organisation_typed
from spoc_tui.casework.organisations.organisation import Organisation
from spoc_tui.casework.organisations.postcodes import correct_postcode, is_no_postcode
from spoc_tui.casework.organisations.profile import Challenge, Dependence, IncomeSource, SizeBand
from spoc_tui.casework.text import clean_line, clean_text
from spoc_tui.casework.typed_values import is_unknown, read_codes, read_count, read_words, read_yes

if TYPE_CHECKING:
    from db.store import Store

Columns = dict[str, Any]
Reader = Callable[["Store", Organisation, str], Columns]

MOST_STAFF = 1_000_000


def read_changes(store: Store, before: Organisation, typed: Mapping[str, str]) -> Columns:
    """The columns that the fields ask for; those typed as they are shown are left alone.

    BadInput names the field at fault.
    """
    check_fields(typed, ORGANISATION, "An organisation")
    shown = organisation_typed(before)
    changes: Columns = {}
    for field, text in typed.items():
        if text != shown[field]:
            changes.update(READERS[field](store, before, text))
    if changes.get("postcode") and "ward" not in changes:
        changes.update(_ward_of(store, before, changes["postcode"]))
    return changes


def _ward_of(store: Store, before: Organisation, postcode: str) -> Columns:
    """The ward of a new postcode, where none is known, or it only followed from the old one."""
    ward = store.postcodes.ward_of(postcode)
    follows = not before.ward or before.ward == store.postcodes.ward_of(before.postcode)
    return {"ward": ward} if ward and follows else {}


def _line(field: str, limit: int = 300) -> Reader:
    return lambda store, before, text: {field: clean_line(text, field=field, limit=limit)}


def _text(field: str) -> Reader:
    return lambda store, before, text: {field: clean_text(text, field=field)}


def _past_day(field: str) -> Reader:
    return lambda store, before, text: {field: read_past_day(store, text, field)}


def _postcode(store: Store, before: Organisation, text: str) -> Columns:
    line = clean_line(text, field="postcode", limit=20).upper()
    if is_no_postcode(line):
        raise BadInput(
            f"“{line}” cannot be a postcode: check it, above all the last two letters, which are "
            "never C, I, K, M, O or V.",
            field="postcode",
        )
    return {"postcode": correct_postcode(line) or line}


def _state(store: Store, before: Organisation, text: str) -> Columns:
    state = text.strip().lower()
    if state == before.state:
        return {}
    if state not in STATES:
        raise BadInput(
            f"“{text.strip()[:20]}” is not a state. Choose one of: {', '.join(STATES)}.",
            field="state",
        )
    if before.state not in STATES:
        raise Refused(f"{before.name} is {before.state}; its state stays.")
    return {"state": state}


def _size(store: Store, before: Organisation, text: str) -> Columns:
    size = SizeBand.UNKNOWN if is_unknown(text) else SizeBand.read(text, field="size")
    return {"size": "" if size is SizeBand.UNKNOWN else size.value}


def _volunteers(store: Store, before: Organisation, text: str) -> Columns:
    if is_unknown(text):
        return {"volunteers": ""}
    return {
        "volunteers": Dependence.read(
            text, field="volunteers", what="dependence on volunteers"
        ).value
    }


def _income(store: Store, before: Organisation, text: str) -> Columns:
    return {"income_pence": None if is_unknown(text) else read_money(text, field="income")}


def _incomes(store: Store, before: Organisation, text: str) -> Columns:
    sources = read_codes(IncomeSource, text, field="incomes", what="source of income")
    return {"incomes": COMMA.join(sources)}


def _challenges(store: Store, before: Organisation, text: str) -> Columns:
    challenges = read_codes(Challenge, text, field="challenges", what="challenge")
    return {"challenges": COMMA.join(challenges)}


def _tags(store: Store, before: Organisation, text: str) -> Columns:
    return {"tags": COMMA.join(read_words(text.lower(), field="tags"))}


def _memberships(store: Store, before: Organisation, text: str) -> Columns:
    return {"memberships": COMMA.join(read_words(text, field="memberships"))}


def _parent(store: Store, before: Organisation, text: str) -> Columns:
    """An organisation other than itself and those beneath it."""
    if is_unknown(text):
        return {"parent": None}
    parent = store.organisations.find(text, field="parent")
    if before.uid in above(store.connection, parent.uid):
        why = "is this one" if parent.uid == before.uid else f"is itself beneath {before.name}"
        raise BadInput(f"{parent.name} {why}: it cannot be its parent.", field="parent")
    return {"parent": parent.uid}


READERS: dict[str, Reader] = {
    "name": lambda store, before, text: {"name": read_name(text, "organisation")},
    "kind": _line("kind"),
    "purpose": _text("purpose"),
    "address": _line("address", 1_000),
    "postcode": _postcode,
    "ward": _line("ward"),
    "phone": lambda store, before, text: {"phone": read_phone(text)},
    "email": _line("email"),
    "web": _line("web"),
    "notes": _text("notes"),
    "state": _state,
    "size": _size,
    "income": _income,
    "staff": lambda store, before, text: {
        "staff": read_count(text, field="staff", most=MOST_STAFF)
    },
    "volunteers": _volunteers,
    "incomes": _incomes,
    "challenges": _challenges,
    "tags": _tags,
    "memberships": _memberships,
    "parent": _parent,
    "published_on": _past_day("published_on"),
    "named_on": _past_day("named_on"),
    "not_known_before": lambda store, before, text: {
        "not_known_before": int(read_yes(text, field="not_known_before"))
    },
}
"""How each field is read, in a form's order."""
