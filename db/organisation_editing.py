"""What an officer types into a field of an organisation, read into the columns it changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

from db.organisation_rows import COMMA
from spoc_tui.casework import handling
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.money import read_money
from spoc_tui.casework.organisation_fields import ORGANISATION, STATES, organisation_typed
from spoc_tui.casework.organisations import Organisation
from spoc_tui.casework.profile import Challenge, Dependence, IncomeSource, SizeBand
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
    return changes


def check_fields(typed: Collection[str], known: Collection[str], who: str) -> None:
    """BadInput for a field that is not known; `who` has them, “A person”."""
    for field in typed:
        if field not in known:
            raise BadInput(f"{who} has no “{field[:60]}”. Fields: {', '.join(known)}.", field=field)


def read_name(text: str, whose: str) -> str:
    """A name; BadInput where it is blank or too long."""
    name = clean_line(text, field="name")
    if not name:
        raise BadInput(f"Give the {whose} a name.", field="name")
    return name


def read_phone(text: str) -> str:
    """A phone number, as it is written."""
    return clean_line(text, field="phone", limit=100)


def read_past_day(store: Store, text: str, field: str) -> str | None:
    """A day up to today, as it is stored; None where it is blank. BadInput otherwise."""
    from spoc_tui.casework.typed_dates import read_day

    if is_unknown(text):
        return None
    today = store.today()
    day = read_day(text, today=today, days=store.days, field=field, past=True)
    handling.need_behind(day, today, field)
    return day.isoformat()


def _line(field: str, limit: int = 300) -> Reader:
    return lambda store, before, text: {field: clean_line(text, field=field, limit=limit)}


def _text(field: str) -> Reader:
    return lambda store, before, text: {field: clean_text(text, field=field)}


def _past_day(field: str) -> Reader:
    return lambda store, before, text: {field: read_past_day(store, text, field)}


def _postcode(store: Store, before: Organisation, text: str) -> Columns:
    return {"postcode": clean_line(text, field="postcode", limit=20).upper()}


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
    return {"volunteers": Dependence.read(text, field="volunteers").value}


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
    above = store.connection.execute(
        # UNION, so that it ends whatever the rows say.
        "WITH RECURSIVE above (uid) AS (VALUES (:uid) UNION SELECT o.parent FROM above "
        "JOIN organisation AS o ON o.uid = above.uid WHERE o.parent IS NOT NULL) "
        "SELECT uid FROM above",
        {"uid": parent.uid},
    )
    if before.uid in {row["uid"] for row in above}:
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
