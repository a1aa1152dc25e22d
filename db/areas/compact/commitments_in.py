"""A list of what each side promises, taken in as commitments; of a .txt each line is one, and
bullets and numbers before the words are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from db.kinds.importing import Taken
from spoc_tui.casework.compact.steps import Side
from spoc_tui.casework.errors import Ambiguous, BadInput, NotFound
from spoc_tui.casework.kinds.coming_in import Asked, Held
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.text import compared, fold, shortened, without_bullet
from spoc_tui.registers.compact import COMMITMENTS as COLUMNS
from spoc_tui.registers.compact import open_commitments
from spoc_tui.registers.field_rows import FieldRow, OpenedRows

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.compact.commitment import Commitment

_SHOWN = 60
_SIDES = {
    **{side.value: side for side in Side},
    **dict.fromkeys(("lbc", "local authority", "authority", "statutory sector"), Side.COUNCIL),
    **dict.fromkeys(("vcs", "vcse", "vco", "vcos", "voluntary sector", "the sector"), Side.SECTOR),
    **dict.fromkeys(("the council", "councils"), Side.COUNCIL),
    **dict.fromkeys(("partners", "nhs", "police", "fire"), Side.PARTNER),
}


def opened(path: Path) -> OpenedRows:
    """The list, opened. BadInput where it is none."""
    return open_commitments(path, COLUMNS)


class Lines:
    """Takes in each commitment whose words that side has not promised already."""

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._store = store
        compact, side = asked.given.get("compact", ""), asked.given.get("side", "")
        self._into = store.declared("compact").get(compact).record.uid if compact else ""
        self._usual = Side.read(side, field="side") if side else None
        its = store.declared("commitment").page(limit=-1, open_only=True)
        self._there = {
            (one.side, compared(one.words)): one.reference for one in cast("list[Commitment]", its)
        }

    def what(self, row: FieldRow) -> str:
        """What is promised, in short."""
        return shortened(without_bullet(row["words"]), _SHOWN)

    def take(self, row: FieldRow) -> Taken:
        """Puts the promise on record, unless it is there."""
        typed = dict(row.typed)
        words, owner = without_bullet(typed["words"]), typed.pop("owner", "")
        side = _side(row["side"], self._usual)
        known = self._there.get((side, compared(words)))
        if known is not None:
            return Taken(self.what(row), known, there=True)
        try:
            whose = _owner(self._store, owner, side)
        except (Ambiguous, NotFound) as error:
            raise Held(str(error)) from None
        typed |= {"words": words, "side": side.value, "compact": self._into, **whose}
        made = self._store.declared("commitment").begin_typed(typed, said_back=False).record
        self._there[side, compared(words)] = made.reference
        return Taken(self.what(row), made.reference)

    def done(self) -> Sequence[str]:
        """Nothing is to be known of the list as a whole."""
        return ()


def _side(typed: str, usual: Side | None) -> Side:
    if not typed:
        if usual is None:
            raise BadInput(
                "It does not say whose promise it is. Give it a column Side, or say it of all."
            )
        return usual
    found = _SIDES.get(fold(typed))
    if found is None:
        raise BadInput(f"“{typed[:60]}” is no side: council, sector or partner.")
    return found


def _owner(store: Store, typed: str, side: Side) -> dict[str, str]:
    """The field that says who owes it: a team of what the council promised, an organisation of what
    the sector did, of a partner either.
    """
    if not typed:
        return {}
    if side is not Side.SECTOR:
        with suppress(NotFound):
            return {"team": store.council.find_team(typed).uid}
        if side is Side.COUNCIL:
            raise NotFound(f"There is no team {typed[:60]}.")
    return {"organisation": store.organisations.find(typed).uid}
