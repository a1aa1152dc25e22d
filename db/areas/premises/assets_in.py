"""A list of assets of community value, taken in as listings; a notice to sell that still counts
begins its disposal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.kinds.importing import Taken
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.kinds.coming_in import Asked, Held
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.premises.places import Places
from spoc_tui.casework.text import compared, fold
from spoc_tui.registers.field_rows import FieldRow, OpenedRows, open_field_rows
from spoc_tui.registers.premises import ASSETS as COLUMNS

if TYPE_CHECKING:
    from db.store import Store

_NOT_LISTED = ("unsuccessful", "refused", "rejected", "not listed", "no", "declined", "withdrawn")


def opened(path: Path) -> OpenedRows:
    """The list, opened. BadInput where it is none."""
    return open_field_rows(path, COLUMNS)


class Lines:
    """Takes in each entry that is on the list today and not there. What the officer says is, by a
    nominating group's name in the list, the organisation it is.
    """

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._store = store
        self._known = {
            compared(name): store.organisations.find(of) for name, of in asked.said.items()
        }
        self._there = Places[Any]()
        for one in store.declared("listing").page(limit=-1, open_only=True):
            self._add(one)

    def _add(self, one: Any) -> None:
        self._there.add(one, one.land, one.uprn)

    def what(self, row: FieldRow) -> str:
        """The land."""
        return row["land"]

    def take(self, row: FieldRow) -> Taken:
        """Lists the land, and begins its disposal where a notice to sell says so."""
        land, today = row["land"], self._store.today().isoformat()
        if fold(row["decision"]) in _NOT_LISTED:
            raise Held("it was not listed: put its nomination on record by hand if it is wanted")
        if (gone := row["gone"]) and gone <= today:
            raise Held(f"it is off the list since {gone}")
        if not row["listed"]:
            raise Held("the day of its decision is not said")
        for one in self._there.same(land, row["uprn"]):
            if one.listed.isoformat() == row["listed"]:
                return Taken(land, one.reference, there=True)
            why = f"{one.reference} is listed since {show_day(one.listed)}: which day is right?"
            raise Held(why, reference=one.reference)
        organisation = self._nominator(row["organisation"])
        typed = {
            "land": land,
            "listed": row["listed"],
            "organisation": organisation or "",
            "uprn": row["uprn"],
            "postcode": row["postcode"],
            "ward": row["ward"],
            "notes": _notes(row.typed, bool(organisation)),
        }
        made: Any = self._store.declared("listing").begin_typed(typed, said_back=False).record
        why = _differs(made, row.typed)
        if sale := row["sale"]:
            why = "; ".join(filter(None, (why, _sale(self._store, made, sale))))
        self._add(made)
        return Taken(land, made.reference, why)

    def _nominator(self, name: str) -> str | None:
        """The uid of the organisation that a list calls so; None where none is on record."""
        if not name:
            return None
        said = self._known.get(compared(name)) or self._store.organisations.known_as((name,))
        return said.uid if said else None

    def done(self) -> Sequence[str]:
        """Nothing is to be known of the list as a whole."""
        return ()


def _notes(of: Mapping[str, str], known: bool) -> str:
    """What the row says beside the fields of a listing."""
    said = {
        "Address": of.get("address", ""),
        "Nominated by": "" if known else of.get("organisation", ""),
        "Nominated on": of.get("nominated", ""),
        "Interested": of.get("interested", ""),
        "Notes": of.get("notes", ""),
    }
    land = of["land"]
    return "\n".join(f"{name}: {text}" for name, text in said.items() if text and text != land)


def _differs(made: Any, of: Mapping[str, str]) -> str:
    """That the list has another last day than is worked out; blank: it has none, or the same."""
    expires = of.get("expires", "")
    if not expires or made.ends is None or expires == made.ends.isoformat():
        return ""
    return f"the list says that it expires on {expires}; by the figure it is {show_day(made.ends)}"


def _sale(store: Store, made: Any, sale: str) -> str:
    """Begins the disposal of a listing where its notice still counts; what came of it."""
    typed = {"property": made.land, "received": sale, "listing": made.uid}
    disposals = store.declared("disposal")
    begun: Any = disposals.add(typed).record
    last = begun.protected_end or begun.full_end
    if last is not None and last < store.today():
        why = f"the list has a notice to sell of {sale}: its protected time ended on"
        disposals.act(begun.uid, "close", {"why": f"its time ended on {show_day(last)}"})
        return f"{why} {show_day(last)} ({begun.reference}, closed)"
    return f"its notice to sell of {sale} is {begun.reference}"
