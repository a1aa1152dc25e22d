"""A forward plan or list of consultations, taken in as invitations: what is planned, whose it is,
when it opens and closes.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from db.kinds.importing import Taken
from spoc_tui.casework.codesign.steps import Stage
from spoc_tui.casework.errors import Ambiguous, BadInput, NotFound
from spoc_tui.casework.kinds.coming_in import Asked, Held
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.text import compared, fold, shortened
from spoc_tui.registers.codesign import PLANS as COLUMNS
from spoc_tui.registers.codesign import require_years
from spoc_tui.registers.field_rows import FieldRow, OpenedRows, open_field_rows

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.codesign.invitation import Invitation

_SHOWN = 60
_STAGES = {
    **{stage.value.replace("-", " "): stage for stage in Stage},
    **dict.fromkeys(("planned", "proposed", "idea", "early", "scoping", "upcoming"), Stage.BEFORE),
    **dict.fromkeys(("draft for consultation", "consultation", "open"), Stage.DRAFT),
    **dict.fromkeys(("for decision", "decision", "adopted"), Stage.FINAL),
}


def opened(path: Path) -> OpenedRows:
    """The list, opened. BadInput where it is none."""
    return open_field_rows(path, COLUMNS)


class Lines:
    """Takes in each plan that is not there with the same title and first day."""

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._store = store
        team, stage = asked.given.get("team", ""), asked.given.get("stage", "")
        self._team = store.council.find_team(team).uid if team else ""
        self._usual = Stage.read(stage, field="stage") if stage else Stage.BEFORE
        its = cast("list[Invitation]", store.declared("invitation").page(limit=-1))
        self._there = {(compared(one.title), one.opened.isoformat()): one.reference for one in its}

    def what(self, row: FieldRow) -> str:
        """What is planned, in short."""
        return shortened(row["title"], _SHOWN)

    def take(self, row: FieldRow) -> Taken:
        """Puts the plan on record, unless it is there."""
        typed = dict(row.typed)
        if not row["title"]:
            raise BadInput("It does not say what is planned.")
        require_years(typed, ("opened", "closes"))
        key = (compared(row["title"]), row["opened"])
        if key in self._there:
            return Taken(self.what(row), self._there[key], there=True)
        whose, directorate = typed.pop("team", ""), typed.pop("directorate", "")
        try:
            typed["team"] = _team(self._store, whose, directorate, self._team)
        except (Ambiguous, NotFound) as error:
            raise Held(str(error)) from None
        typed["stage"] = _stage(row["stage"], self._usual).value
        made = self._store.declared("invitation").begin_typed(typed, said_back=False).record
        self._there[key] = made.reference
        return Taken(self.what(row), made.reference)

    def done(self) -> Sequence[str]:
        """Nothing is to be known of the list as a whole."""
        return ()


def _stage(typed: str, usual: Stage) -> Stage:
    if not typed:
        return usual
    found = _STAGES.get(fold(typed))
    if found is None:
        raise BadInput(f"“{typed[:60]}” is no stage: before-drafting, draft or final.")
    return found


def _team(store: Store, team: str, directorate: str, usual: str) -> str:
    """The uid of the team: as it is named; the only one of its directorate; or the usual one."""
    if team:
        return store.council.find_team(team).uid
    if not directorate:
        if not usual:
            raise NotFound("It names neither team nor directorate. Say whose all such are.")
        return usual
    with suppress(NotFound, Ambiguous):
        of = store.council.find_directorate(directorate)
        teams = [one for one in store.council.teams() if one.directorate_uid == of.uid]
        if len(teams) == 1:
            return teams[0].uid
        if not usual:
            names = ", ".join(one.name for one in teams) or "none"
            raise BadInput(
                f"{of.name} has several teams or none ({names}). Give the list a column Team, or "
                "say whose all such are."
            )
        return usual
    if usual:
        return usual
    raise NotFound(f"There is no directorate {directorate[:60]}.")
