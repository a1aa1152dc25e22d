"""A weekly list of planning applications, taken in as windows: the number of homes that a
description says is proposed, never taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.areas.planning.windows_by import Windows
from db.kinds.importing import Taken
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.coming_in import Asked, Held
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.organisations.wards import BETWEEN
from spoc_tui.casework.planning.dated import LEAST_HOMES
from spoc_tui.casework.planning.homes import homes_said
from spoc_tui.casework.planning.window import ApplicationKind, application_key
from spoc_tui.casework.text import compared, counted, fold
from spoc_tui.registers.field_rows import FieldRow, OpenedRows, open_field_rows
from spoc_tui.registers.planning import APPLICATIONS as COLUMNS

if TYPE_CHECKING:
    from db.store import Store


def opened(path: Path) -> OpenedRows:
    """The list, opened. BadInput where it is none."""
    return open_field_rows(path, COLUMNS)


class Lines:
    """Takes applications for as many homes as a contribution is asked for. What the officer says
    is, by an application, for how many homes it is.
    """

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._store, self._given = store, asked.given
        self._said = {application_key(one): homes for one, homes in asked.said.items()}
        self._windows = Windows(store)
        self._there = {application_key(one.application): one for one in self._windows.all}
        self._sites = {compared(one.site): one for one in self._windows.all}
        self._new: dict[str, str] = {}
        figures, today = store.dated_figures, store.today()
        self._least = int(figures.on(LEAST_HOMES, today).figure.value.number)

    def what(self, row: FieldRow) -> str:
        """The application, and where it is."""
        return ", ".join(filter(None, (row["application"], row["site"])))

    def take(self, row: FieldRow) -> Taken:
        """Begins a window, unless there is one."""
        key = application_key(row["application"])
        if not key:
            raise BadInput("It has no reference of an application.")
        if key in self._new:
            return Taken(self.what(row), self._new[key], there=True)
        if (there := self._there.get(key)) is not None:
            if there.is_open:
                return Taken(self.what(row), there.reference, there=True)
            raise Held(
                f"{there.reference} was of it, and is closed: reopen that, if it is to be followed "
                "again.",
                reference=there.reference,
            )
        homes = self._homes(row, key)
        opened = row["opened"] or self._given.get("opened", "")
        if not opened:
            raise BadInput("It says no first day of its notice, and none was given with the list.")
        typed = {
            "application": row["application"],
            "site": row["site"],
            "opened": opened,
            "notice": self._given["notice"],
            "wards": BETWEEN.join(part.strip() for part in row["wards"].split("/")),
            "dwellings": homes,
            "application_kind": _kind(row["form"]),
            "applicant": row["applicant"],
            "group": self._given.get("group", ""),
            "notes": _notes(row),
        }
        made: Any = self._store.declared("window").begin_typed(typed, said_back=False).record
        self._new[key] = made.reference
        same = self._sites.get(compared(row["site"]))
        why = f"{same.reference}, {same.application}, is of the same site" if same else ""
        return Taken(self.what(row), made.reference, why)

    def _homes(self, row: FieldRow, key: str) -> str:
        """For how many homes it is, as it may be typed; Held where that is not known for sure, or
        is less than a contribution is asked for.
        """
        if (said := self._said.get(key)) is not None:
            return said
        least = self._least
        typed = row["dwellings"]
        if typed.isdecimal() and int(typed) >= least:
            return typed
        asked = {"called": row["application"]}
        if typed.isdecimal() and int(typed):
            raise Held(
                f"For {counted(int(typed), 'home')}; a contribution is asked for from {least}.",
                **asked,
                proposed=typed,
            )
        number, words = homes_said(row["description"])
        if typed and not typed.isdecimal():
            words = typed
            number = homes_said(f"{typed} homes").number
        if number is not None and number >= least:
            raise Held(
                f"For {counted(number, 'home')}, as its description seems to say (“{words[:80]}”)?",
                **asked,
                proposed=f"{number}",
            )
        if number is not None:
            raise Held(
                f"For {counted(number, 'home')}, as its description seems to say "
                f"(“{words[:80]}”); a contribution is asked for from {least}.",
                **asked,
                proposed=f"{number}",
            )
        said_words = f" (“{words[:80]}”)" if words else ""
        raise Held(f"It is not to be told for how many homes it is{said_words}.", **asked)

    def done(self) -> Sequence[str]:
        """Nothing is to be known of the list as a whole."""
        return ()


def _notes(row: FieldRow) -> str:
    """What the list says beside the fields of a window."""
    said = {"Description": row["description"], "Valid on": row["valid"]}
    return "\n".join(f"{name}: {text}" for name, text in said.items() if text)


def _kind(typed: str) -> str:
    """What is applied for, by the words that lists have for it; blank: it says nothing."""
    words = fold(typed)
    if "reserved" in words:
        return ApplicationKind.RESERVED.value
    for one in (ApplicationKind.HYBRID, ApplicationKind.OUTLINE, ApplicationKind.FULL):
        if one.value in words:
            return one.value
    return ApplicationKind.OTHER.value if words else ""
