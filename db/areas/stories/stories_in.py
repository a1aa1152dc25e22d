"""Stories that were out before this program was used, taken in as published and told, so that they
count for the fair shares.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from db.kinds.importing import Taken
from spoc_tui.casework.errors import Ambiguous, BadInput, NotFound
from spoc_tui.casework.kinds.coming_in import Asked, Held
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.text import compared, shortened
from spoc_tui.registers.field_rows import FieldRow, OpenedRows, open_field_rows
from spoc_tui.registers.stories import STORIES as COLUMNS
from spoc_tui.registers.stories import require_days

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.stories.story import Story

_SHOWN = 60


def opened(path: Path) -> OpenedRows:
    """The list, opened. BadInput where it is none."""
    return open_field_rows(path, COLUMNS)


class Lines:
    """Takes in each story that is not there with the same organisation, words and day."""

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._store, self._said = store, asked.said
        its = cast("list[Story]", store.declared("story").page(limit=-1))
        self._there = {
            (one.read_as(one.organisation), compared(one.angle), str(one.came_out)): one.reference
            for one in its
        }
        issues = store.declared("issue").page(limit=-1)
        self._issues = {compared(one.subject): one.uid for one in issues}

    def what(self, row: FieldRow) -> str:
        """What it tells, in short."""
        return shortened(row["angle"], _SHOWN)

    def take(self, row: FieldRow) -> Taken:
        """Puts the story on record as published and told, unless it is there."""
        for field, lacks in (
            ("organisation", "whose story it is"),
            ("angle", "what it tells"),
            ("came_out", "when it was out"),
        ):
            if not row[field]:
                raise BadInput(f"It does not say {lacks}.")
        require_days(row.typed, ("came_out",))
        whose = self._organisation(row["organisation"])
        key = (whose, compared(row["angle"]), row["came_out"])
        if key in self._there:
            return Taken(self.what(row), self._there[key], there=True)
        typed = {name: row[name] for name in ("angle", "page", "ward", "notes") if row[name]}
        typed["organisation"], why = whose, ""
        if row["issue"] and (issue := self._issues.get(compared(row["issue"]))):
            typed["issue"] = issue
        elif row["issue"]:
            why = f"no issue on record is called {row['issue'][:60]}: it is in its notes"
            said = f"In the issue {row['issue']}"
            typed["notes"] = "\n".join(filter(None, (typed.get("notes"), said)))
        stories = self._store.declared("story")
        made = stories.begin_typed(typed, said_back=False).record
        stories.act(made.uid, "publish", {"on": row["came_out"], "told": "yes"})
        self._there[key] = made.reference
        return Taken(self.what(row), made.reference, why)

    def done(self) -> Sequence[str]:
        """Nothing is to be known of the list as a whole."""
        return ()

    def _organisation(self, named: str) -> str:
        try:
            return self._store.organisations.find(self._said.get(named, named)).uid
        except (Ambiguous, NotFound) as error:
            raise Held(str(error), called=named) from None
