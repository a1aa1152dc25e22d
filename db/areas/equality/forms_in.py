"""The council's form of an impact assessment, in Word, taken in as one: its grid, what is planned,
what was recommended and when it was authorised.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from db.areas.equality.proposing import characteristics
from db.kinds.importing import Taken
from spoc_tui.casework.dates.in_cells import day_in_cell
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.equality.assessment import Impact
from spoc_tui.casework.equality.steps import Effect, Recommendation
from spoc_tui.casework.errors import Ambiguous, BadInput, NotFound, Refused
from spoc_tui.casework.kinds.coming_in import Asked, Held
from spoc_tui.casework.kinds.fields import Linked
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.text import compared, counted, shortened
from spoc_tui.registers.equality import open_forms
from spoc_tui.registers.field_rows import FieldRow, OpenedRows

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.equality.assessment import Assessment

_SHOWN = 60
_SAID = ("summary", "evidence", "affected", "mitigation")


def opened(path: Path) -> OpenedRows:
    """The forms of a file, opened. BadInput where there is none."""
    return open_forms(path)


class Lines:
    """Takes in each form that is not there with the same title and date."""

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._store, self._asked = store, asked
        self._groups = characteristics(store.connection)
        owner = asked.given.get("owner", "")
        self._owner = store.council.find_team(owner) if owner else None
        its = cast("list[Assessment]", store.declared("assessment").page(limit=-1))
        self._there = {(compared(one.title), one.on): one.reference for one in its}

    def what(self, row: FieldRow) -> str:
        """What is assessed, in short."""
        return shortened(row["title"], _SHOWN)

    def take(self, row: FieldRow) -> Taken:
        """Puts the assessment on record, with what was planned and decided, unless it is there."""
        if not row["title"]:
            raise BadInput("It does not say what is assessed: fill in its title.")
        if not row["on"]:
            raise BadInput("It has no date: fill in the day on which it was completed.")
        on = date.fromisoformat(row["on"])
        if on > self._store.today():
            raise BadInput(f"Its date is still to come: {show_day(on)}.")
        key = (compared(row["title"]), on)
        if key in self._there:
            return Taken(self.what(row), self._there[key], there=True)
        impacts = tuple(self._impacts(row["impacts"]))
        planned, left = self._actions(row["plan"])
        notes = "\n".join(["Action plan of the form:", *left]) if left else ""
        assessments = self._store.declared("assessment")
        values = {"title": row["title"], "on": on, "lead": self._asked.given["lead"].strip()}
        values |= {name: row[name] for name in _SAID} | {"notes": notes}
        made = assessments.begin({**values, "impacts": impacts}).record
        for what, team, due in planned:
            given = {"what": what, "owner": team, "due": due, "group": None}
            assessments.do(made.uid, "plan", given)
        self._there[key] = made.reference
        why = [*self._decided(made.uid, row, on)]
        if left:
            them = counted(len(left), "action")
            why.append(f"{them} without a team, or a day to come: in its notes")
        return Taken(self.what(row), made.reference, "; ".join(why))

    def done(self) -> Sequence[str]:
        """Nothing is to be known of the file as a whole."""
        return ()

    def _impacts(self, said: str) -> Iterator[Impact]:
        for line in said.splitlines():
            name, _, effects = line.rpartition(": ")
            its = tuple(Effect(each) for each in effects.split(", "))
            yield Impact(group=self._group(name), effects=its)

    def _group(self, name: str) -> Linked:
        """One of the list: as it is called, by a word that proposes it, or as the officer says."""
        said = self._asked.said.get(name, name)
        for one in self._groups:
            if said in (one.uid, one.reference) or one.is_proposed_by(said):
                return Linked(one.uid, one.name)
        raise Held(
            f"“{name[:60]}” is in its grid, and on no list of characteristics. Say which one it "
            "is, or add it to the list.",
            called=name,
        )

    def _actions(self, said: str) -> tuple[list[tuple[str, Linked, date]], list[str]]:
        """What can be planned as it stands, and what cannot."""
        planned, left = [], []
        for line in said.splitlines():
            what, owner, by = line.split("\t")
            team, due = self._owner, day_in_cell(by)
            with suppress(NotFound, Ambiguous):
                team = self._store.council.find_team(owner) if owner else team
            if team is None or due is None or due < self._store.today():
                left.append(f"{what}{f', by {by}' if by else ''}")
            else:
                planned.append((what, Linked(team.uid, team.name), due))
        return planned, left

    def _decided(self, uid: str, row: FieldRow, on: date) -> Iterator[str]:
        """Recommends and authorises, as far as the form says it; tells what it does not."""
        assessments = self._store.declared("assessment")
        said = row["recommendation"]
        if not said:
            yield "what it recommends is not to be told: put it down"
            return
        given = {"recommendation": Recommendation(said), "why": row["why"], "on": on}
        assessments.do(uid, "recommend", given)
        if not row["authorised"]:
            return
        by, day = self._asked.given.get("authoriser", "").strip(), row["authorised"]
        if date.fromisoformat(day) < on:
            raise BadInput(
                f"It was authorised before its date, on {show_day(date.fromisoformat(day))}."
            )
        if not by:
            yield f"authorised on {show_day(date.fromisoformat(day))}: say by which post"
            return
        with suppress(Refused):
            assessments.do(uid, "authorise", {"by": by, "on": date.fromisoformat(day)})
            return
        yield "it waits for further evidence, and was not authorised here"
