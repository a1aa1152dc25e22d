"""Differences between a list and what is recorded here: taken or left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from db.connection import Row
from db.lists.review_queue import MOST_LISTED, OPEN_DIFFERENCES, count
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import NotFound, Refused
from spoc_tui.casework.lists.answers import Answer
from spoc_tui.casework.lists.facts import describe_field, describe_value
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from db.writing import Writing


@dataclass(frozen=True)
class Difference:
    """A value of a list beside another that is recorded here."""

    uid: str
    organisation_uid: str
    organisation: str
    source: str
    field: str
    """A column of an organisation (casework/lists/said.py, FACTS)."""
    ours: str
    """In words, as is what the list says: £1,250."""
    listed: str
    seen_at: datetime


NONE_SHOWN: Mapping[str, Difference] = {}


class Differences:
    """The differences of a store. Each is settled as it was `shown`, where that is given: Refused
    where the list says something else by now.
    """

    def __init__(self, store: Writing) -> None:
        self._store = store

    def open(
        self, organisation_uid: str | None = None, *, limit: int = MOST_LISTED
    ) -> list[Difference]:
        """The differences that are neither taken nor left, by organisation; of one, or of all."""
        of_one = "AND organisation = ?" if organisation_uid else ""
        rows = self._store.connection.execute(
            f"{OPEN_DIFFERENCES} {of_one} ORDER BY folded, field, source, uid LIMIT ?",
            [*([organisation_uid] if organisation_uid else []), limit],
        )
        return [_difference(row) for row in rows]

    def count(self) -> int:
        """How many are neither taken nor left."""
        return count(self._store.connection, OPEN_DIFFERENCES)

    def of_field(self, source: str, field: str) -> list[Difference]:
        """All that are open of a field of a list, by organisation."""
        rows = self._store.connection.execute(
            f"{OPEN_DIFFERENCES} AND source = ? AND field = ? ORDER BY folded, uid", [source, field]
        )
        return [_difference(row) for row in rows]

    def alike(self, difference_uid: str) -> list[str]:
        """The uids of all that are open of the same field of the same list; that one first."""
        _, one = self._still_open(difference_uid, None)
        others = [other.uid for other in self.of_field(one.source, one.field)]
        return [one.uid, *(uid for uid in others if uid != one.uid)]

    def settle(
        self,
        answer: Answer,
        difference_uids: Sequence[str],
        shown: Mapping[str, Difference] = NONE_SHOWN,
    ) -> list[Difference]:
        """Takes or leaves several as one action, undone as one; none where one is refused."""
        act = self.take if answer is Answer.TAKEN else self.leave
        if len(difference_uids) == 1:
            return [act(difference_uids[0], shown.get(difference_uids[0]))]
        done = "Took" if answer is Answer.TAKEN else "Left"
        with self._store.action(f"{done} {counted(len(difference_uids), 'difference')} of lists"):
            return [act(uid, shown.get(uid)) for uid in difference_uids]

    def take(self, difference_uid: str, shown: Difference | None = None) -> Difference:
        """Takes what the list says."""
        with self._store.action("Took what a list says") as action:
            row, one = self._still_open(difference_uid, shown)
            action.label = (
                f"Took the {describe_field(one.field)} of {one.organisation} from {one.source}"
            )
            values = {one.field: _stored(one.field, row["listed"])}
            self._store.update("organisation", one.organisation_uid, values)
            self._store.update("difference", difference_uid, {"settled": Answer.TAKEN})
        return one

    def leave(self, difference_uid: str, shown: Difference | None = None) -> Difference:
        """Leaves what is here; it is not asked again until the list says something else."""
        with self._store.action("Left what a list says") as action:
            _, one = self._still_open(difference_uid, shown)
            action.label = f"Left the {describe_field(one.field)} of {one.organisation} as it is"
            self._store.update("difference", difference_uid, {"settled": Answer.LEFT})
        return one

    def _still_open(self, uid: str, shown: Difference | None) -> tuple[Row, Difference]:
        try:
            row = self._store.row("difference", uid)
        except NotFound as error:
            raise NotFound("There is no difference of that id.", field="id") from error
        if row["settled"] or row["removed_at"]:
            raise NotFound("This difference has been settled in the meantime.")
        found = self._store.connection.execute(f"{OPEN_DIFFERENCES} AND uid = ?", [uid]).fetchone()
        if found is None:
            raise NotFound("There is no difference now: this record says what the list says.")
        one = _difference(found)
        if shown is not None and shown.listed != one.listed:
            raise Refused(f"{one.source} says {one.listed} by now. Look at it again.")
        return found, one


def _difference(row: Row) -> Difference:
    return Difference(
        uid=row["uid"],
        organisation_uid=row["organisation"],
        organisation=row["name"],
        source=row["source"],
        field=row["field"],
        ours=describe_value(row["field"], row["ours"]),
        listed=describe_value(row["field"], row["listed"]),
        seen_at=when.from_iso(row["seen_at"]),
    )


def _stored(field: str, text: str) -> str | int:
    """A fact that is kept as text, as its column has it."""
    return int(text) if text and field in ("income_pence", "staff") else text
