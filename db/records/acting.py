"""What the records with a reference share: being found by it, and how an act on one is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from db.records.references import Referenced
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.records import require
from spoc_tui.casework.records.doing_twice import need_not_at_once
from spoc_tui.casework.records.event import Event, EventKind
from spoc_tui.casework.records.field_words import field_words
from spoc_tui.casework.records.references import make_reference
from spoc_tui.casework.text import clean_text

if TYPE_CHECKING:
    from spoc_tui.casework.records.channel import Channel
    from spoc_tui.casework.records.shape import RecordCase
    from spoc_tui.casework.records.worded import Worded

C = TypeVar("C", bound="RecordCase")


class Records(Referenced, Generic[C]):
    """The records of one kind in a store."""

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
    ) -> C | None:
        """Writes new values with the status that follows from them, and a line on the timeline; the
        case as it stands after it, where that takes no reading of it anew.
        """
        raise NotImplementedError

    def note(self, reference: str, text: str) -> C:
        """Adds a note to the timeline, of a closed record too."""
        text = require.require_text(clean_text(text, field="text"), "what to note", "text")
        with self.acting(reference, "Noted on") as case:
            noted = self.change(case, EventKind.NOTE, {}, text=text)
        return noted or self.get(case.record.uid)

    def reopen(self, reference: str, reason: str) -> C:
        """Opens a closed record again, for a reason."""
        raise NotImplementedError

    def edit(self, reference: str, typed: Mapping[str, str]) -> C:
        """Changes fields, each given as the officer types it."""
        raise NotImplementedError

    def as_seen(self, uid: str) -> Mapping[str, Any]:
        """What a record's row says, for an edit that is begun now to be compared with."""
        row = self._store.row(self.TABLE, uid)
        return {name: row[name] for name in row.keys()}  # noqa: SIM118

    def _refuse_if_overwritten(
        self, case: C, seen: Mapping[str, Any] | None, changes: Mapping[str, Any]
    ) -> None:
        """Refuses to write over what another window has changed since it was `seen`."""
        if seen is None:
            return
        stands = self.as_seen(case.record.uid)
        meanwhile = [
            name
            for name, value in changes.items()
            if name in seen and stands[name] not in (seen[name], value)
        ]
        if meanwhile:
            words = ", ".join(field_words(meanwhile))
            raise Refused(
                f"Of {case.record.reference} another window has changed meanwhile: {words}. "
                "Nothing was saved: look at it again, and change it then."
            )

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
    ) -> Event:
        """A line on the timeline; `moved` are the statuses before and after."""
        need_not_at_once(case, kind, text, whom, self._store.now())
        before, after = moved
        differ = before is not after
        said = when.to_iso(at) if at else self._store.now_text()
        values = {
            "record": case.record.uid,
            "kind": kind,
            "at": said,
            "text": text,
            "channel": channel,
            "whom": whom,
            "from_status": before if differ else None,
            "to_status": after if differ else None,
        }
        uid = self._store.insert("event", values)
        statuses = (before, after) if differ else (None, None)
        return Event(uid, kind, when.from_iso(said), text, channel, whom, *statuses)
