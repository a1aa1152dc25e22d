"""What the records with a reference share: being found by it, and how an act on one is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from spoc_tui.casework import handling, when
from spoc_tui.casework.doing_twice import need_not_at_once
from spoc_tui.casework.enquiries import EventKind
from spoc_tui.casework.errors import Ambiguous, NotFound
from spoc_tui.casework.references import make_reference, read_reference
from spoc_tui.casework.text import clean_text

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.enquiries import Channel, Worded
    from spoc_tui.casework.records import RecordCase

YEARS_BACK = 30
"""How far back a reference typed without its year is looked for."""

C = TypeVar("C", bound="RecordCase")


class Records(Generic[C]):
    """The records of one kind in a store."""

    TABLE: ClassVar[str]
    """Their table, and the column of what hangs on them that points there."""
    KIND: ClassVar[str]
    """How their references begin."""
    CALLED: ClassVar[str]
    """As a sentence calls one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, reference: str) -> C:
        """The case of a reference, typed loosely or whole, or of a uid.

        Raises NotFound where there is none, or where it was undone (and says when); Ambiguous where
        several have that reference.
        """
        raise NotImplementedError

    def by_uids(self, uids: Sequence[str]) -> Mapping[str, Any]:
        """The records of these uids, by uid; undone ones left out."""
        raise NotImplementedError

    def change(
        self,
        case: C,
        kind: EventKind,
        values: Mapping[str, Any],
        *,
        text: str = "",
        at: datetime | None = None,
        channel: Channel | None = None,
        whom: str = "",
    ) -> None:
        """Writes new values with the status that follows from them, and a line on the timeline."""
        raise NotImplementedError

    def note(self, reference: str, text: str) -> C:
        """Adds a note to the timeline, of a closed record too."""
        text = handling.need_text(clean_text(text, field="text"), "what to note", "text")
        with self.acting(reference, "Noted on") as case:
            self.change(case, EventKind.NOTE, {}, text=text)
        return self.get(case.record.uid)

    def reopen(self, reference: str, reason: str) -> C:
        """Opens a closed record again, for a reason."""
        raise NotImplementedError

    def edit(self, reference: str, typed: Mapping[str, str]) -> C:
        """Changes fields, each given as the officer types it."""
        raise NotImplementedError

    @contextmanager
    def acting(self, reference: str, done: str) -> Iterator[C]:
        """An action on one case, read within its transaction; `done` and the reference name it."""
        with self._store.action(done) as action:
            case = self.get(reference)
            action.label = f"{done} {case.record.reference}"
            yield case

    def new_reference(self) -> str:
        """The next reference of the kind, within an action; no number is used twice."""
        store, year = self._store, self._store.today().year
        return make_reference(self.KIND, year, store.desk, store.next_number(self.KIND, year))

    def uid_of(self, typed: str, *, undone: bool = False) -> str:
        """The uid of a reference, as `get` takes it; with `undone`, of an undone record too.

        Ambiguous, naming them with their ids, where several have it: those of two desks may.
        """
        uids = self.uids_of(typed, undone=undone)
        if len(uids) > 1:
            name = self._store.history.name_of
            named = [f"{name(self.TABLE, uid)} (id {uid})" for uid in uids]
            raise Ambiguous(
                f"“{typed.strip()[:60]}” fits more than one {self.CALLED}: {'; '.join(named)}. "
                "Give the id of the one that is meant.",
                field="reference",
                candidates=named,
            )
        return uids[0]

    def uids_of(self, typed: str, *, undone: bool = False) -> list[str]:
        """The same, of every record that has the reference that is meant, the first made first; of
        those that were undone only where no other has it.
        """
        typed = typed.strip()
        rows = self._store.connection.execute(
            f"SELECT uid, reference, removed_at FROM {self.TABLE} WHERE uid = ?", [typed]
        ).fetchall()
        if not rows:
            found = self._by_reference(typed)
            rows = [row for row in reversed(found) if row["reference"] == found[0]["reference"]]
        if not rows:
            raise NotFound(f"There is no {self.CALLED} {typed[:60]}.")
        there = [row for row in rows if not row["removed_at"]]
        if not there and not undone:
            last = max(rows, key=lambda row: row["removed_at"])
            at = when.show_moment(when.from_iso(last["removed_at"]))
            raise NotFound(f"{last['reference']} was undone on {at}.")
        return [str(row["uid"]) for row in there or rows]

    def _add_event(
        self,
        case: C,
        kind: EventKind,
        moved: tuple[Worded, Worded],
        *,
        text: str,
        at: datetime | None,
        channel: Channel | None,
        whom: str,
    ) -> None:
        """A line on the timeline; `moved` are the statuses before and after."""
        need_not_at_once(case, kind, text, whom, self._store.now())
        before, after = moved
        differ = before is not after
        self._store.insert(
            "event",
            {
                self.TABLE: case.record.uid,
                "kind": kind,
                "at": when.to_iso(at) if at else self._store.now_text(),
                "text": text,
                "channel": channel,
                "whom": whom,
                "from_status": before if differ else None,
                "to_status": after if differ else None,
            },
        )

    def _by_reference(self, typed: str) -> list[Any]:
        loose = read_reference(typed)
        if loose.kind not in (None, self.KIND):
            return []
        # Said in full, it is that one, whatever letter this desk has.
        whole = self._by_references([typed.upper()])
        if whole:
            return whole
        this_year = self._store.today().year
        years = [loose.year] if loose.year else range(this_year, this_year - YEARS_BACK, -1)
        desks = [loose.desk] if loose.desk else ["", self._store.desk]
        tried = [
            make_reference(self.KIND, year, desk, loose.number) for year in years for desk in desks
        ]
        return self._by_references(tried)

    def _by_references(self, references: list[str]) -> list[Any]:
        marks = ", ".join("?" * len(references))
        return self._store.connection.execute(
            f"SELECT uid, reference, removed_at FROM {self.TABLE} "
            f"WHERE reference IN ({marks}) ORDER BY uid DESC",
            references,
        ).fetchall()
