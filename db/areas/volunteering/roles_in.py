"""A list of roles for volunteers, as a volunteer centre sends it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from db.kinds.importing import Taken
from spoc_tui.casework.errors import Ambiguous, BadInput, NotFound
from spoc_tui.casework.kinds.coming_in import Asked, Held
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.records.kept_out import require_line
from spoc_tui.casework.text import compared, fold, shortened
from spoc_tui.casework.volunteering.kept_out import KEPT_OUT
from spoc_tui.casework.volunteering.steps import Check
from spoc_tui.registers import volunteering
from spoc_tui.registers.volunteering import ROLES as COLUMNS
from spoc_tui.registers.volunteering import require_years

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.volunteering.role import Role
    from spoc_tui.registers.field_rows import FieldRow, OpenedRows

_SHOWN = 60


def _key(typed: str) -> str:
    return fold(typed.replace("+", " with ").replace("-", " ").replace("/", " "))


_CHECKS = {
    **{_key(check.value): check for check in Check},
    **{_key(check.words): check for check in Check},
    **dict.fromkeys(("no", "not needed", "none needed"), Check.NONE),
    **dict.fromkeys(("", "unknown", "yes", "tbc", "?"), Check.NOT_KNOWN),
    **dict.fromkeys(
        ("enhanced with barred", "enhanced barred list", "enhanced and barred list"),
        Check.BARRED,
    ),
}


def opened(path: Path) -> OpenedRows:
    """The list, opened. BadInput where it is none, or has a column of a person."""
    return volunteering.opened(path, COLUMNS)


class Lines:
    """Takes in each role that is not there, open, of the same organisation."""

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._store, self._said = store, asked.said
        whose = asked.given.get("organisation", "")
        self._usual = store.organisations.find(whose, field="organisation").uid if whose else ""
        its = cast("list[Role]", store.declared("role").page(limit=-1))
        self._there = {
            (compared(one.what), one.read_as(one.organisation)): one.reference
            for one in its
            if one.is_open
        }

    def what(self, row: FieldRow) -> str:
        """What it is called, in short; blank where it must not be repeated."""
        return (
            "" if any(map(KEPT_OUT.is_in, row.typed.values())) else shortened(row["what"], _SHOWN)
        )

    def take(self, row: FieldRow) -> Taken:
        """Puts the role on record, unless it is there."""
        typed = dict(row.typed)
        require_line(KEPT_OUT, typed)
        if not row["what"]:
            raise BadInput("It does not say what volunteers do.")
        require_years(typed, ("opens", "closes"))
        typed["dbs"] = _check(row["dbs"]).value
        typed["organisation"] = self._whose(row["organisation"])
        key = (compared(row["what"]), typed["organisation"])
        if key in self._there:
            return Taken(self.what(row), self._there[key], there=True)
        made = self._store.declared("role").begin_typed(typed, said_back=False).record
        self._there[key] = made.reference
        return Taken(self.what(row), made.reference)

    def done(self) -> Sequence[str]:
        """Nothing is to be known of the list as a whole."""
        return ()

    def _whose(self, named: str) -> str:
        if not named and not self._usual:
            raise Held("It does not say whose it is. Say it of all such at once.")
        if not named:
            return self._usual
        try:
            return self._store.organisations.find(self._said.get(named, named)).uid
        except (Ambiguous, NotFound) as error:
            raise Held(str(error), called=named) from None


def _check(typed: str) -> Check:
    found = _CHECKS.get(_key(typed))
    if found is None:
        choices = ", ".join(one.value for one in Check)
        raise BadInput(f"“{typed[:60]}” is no check. It is one of: {choices}.")
    return found
