"""Shared by all records with a reference: finding one by it, and writing an act on one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypedDict, TypeVar, Unpack

from db.records.references import Referenced
from db.records.uids import is_uid
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import ChangedMeanwhile
from spoc_tui.casework.records import require
from spoc_tui.casework.records.doing_twice import require_not_at_once
from spoc_tui.casework.records.event import Event, EventKind
from spoc_tui.casework.records.field_words import field_words
from spoc_tui.casework.records.references import make_reference
from spoc_tui.casework.text import clean_text

if TYPE_CHECKING:
    from spoc_tui.casework.records.channel import Channel
    from spoc_tui.casework.records.shape import RecordCase
    from spoc_tui.casework.records.worded import Worded

C = TypeVar("C", bound="RecordCase")


def with_event(case: RecordCase, event: Event) -> tuple[Event, ...]:
    """The timeline of a case with one more line, as it would be read."""
    return tuple(sorted((*case.timeline, event), key=lambda one: (one.at, one.uid)))


class EventDetails(TypedDict, total=False):
    """The details that a line on the timeline may have, besides what was done."""

    text: str
    at: datetime | None
    """When it happened; None: now."""
    channel: Channel | None
    whom: str


class RecordsOfKind(Referenced, Generic[C]):
    """The records of one kind in a store."""

    def get(self, reference: str) -> C:
        """The case of a reference, typed loosely or whole, or of a uid.

        Raises NotFound where there is none, or where it was undone (and says when); Ambiguous where
        several have that reference.
        """
        raise NotImplementedError

    def _meant(self, reference: str, read: Callable[[str], C | None]) -> C:
        """The case of a reference or uid, as `get` takes it: what was picked comes by its uid, and
        is looked up by nothing else.
        """
        found = read(reference) if is_uid(reference) else None
        found = found or read(self.uid_of(reference))
        assert found is not None
        return found

    def by_uids(self, uids: Sequence[str]) -> Mapping[str, Any]:
        """The records of these uids, by uid; undone ones left out."""
        raise NotImplementedError

    def change(
        self,
        case: C,
        kind: EventKind,
        values: Mapping[str, Any],
        **event: Unpack[EventDetails],
    ) -> C | None:
        """Writes new values with the status that follows from them, and a line on the timeline; the
        case as it stands after it, where that takes no reading of it again.
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

    _shown: tuple[str, Any] | None = None
    """The record that an act is typed on, and how it was shown."""

    def as_shown(self, uid: str) -> Any:
        """How a record stands, for an act that is typed from now on to be compared with."""
        row = self._store.row(self.TABLE, uid)
        return {name: row[name] for name in row.keys()}  # noqa: SIM118

    @contextmanager
    def typed_over(self, uid: str, shown: Any) -> Iterator[None]:
        """What is done within was typed while the record was `shown` so: ChangedMeanwhile where it
        would write over what another window has changed since.
        """
        self._shown = uid, shown
        try:
            yield
        finally:
            self._shown = None

    def shown(self, uid: str) -> Any:
        """How a record was shown while the act under way was typed; None: it was typed blind."""
        return self._shown[1] if self._shown is not None and self._shown[0] == uid else None

    def _refuse_if_changed_since(self, case: C, values: Mapping[str, Any]) -> None:
        """Refuses to write values over what another window has changed since it was shown."""
        shown = self.shown(case.record.uid)
        if shown is None or not values:
            return
        stands = self.as_shown(case.record.uid)
        meanwhile = [
            name
            for name, value in values.items()
            if name in shown and stands[name] not in (shown[name], value)
        ]
        if meanwhile:
            raise ChangedMeanwhile(case.record.reference, field_words(meanwhile))

    @contextmanager
    def acting(self, reference: str, done: str) -> Iterator[C]:
        """An action on one case, read within its transaction; `done` and the reference name it."""
        with self._store.action(done) as action:
            case = self.get(reference)
            action.label = f"{done} {case.record.reference}"
            yield case

    def new_reference(self) -> str:
        """The next reference of the kind, within an action; no number is used twice. ClockDoubted
        where the year may be wrong.
        """
        store, year = self._store, self._store.today().year
        store.require_year(year)
        return make_reference(self.KIND, year, store.desk, store.next_number(self.KIND, year))

    def _add_event(
        self,
        case: C,
        kind: EventKind,
        moved: tuple[Worded, Worded],
        **event: Unpack[EventDetails],
    ) -> Event:
        """A line on the timeline; `moved` are the statuses before and after."""
        text, at, whom = event.get("text", ""), event.get("at"), event.get("whom", "")
        channel = event.get("channel")
        require_not_at_once(case, kind, text, whom, self._store.now())
        before, after = moved
        differ = before is not after
        moment = when.to_iso(at) if at else self._store.now_text()
        values = {
            "record": case.record.uid,
            "kind": kind,
            "at": moment,
            "text": text,
            "channel": channel,
            "whom": whom,
            "from_status": before if differ else None,
            "to_status": after if differ else None,
        }
        uid = self._store.insert("event", values)
        statuses = (before, after) if differ else (None, None)
        return Event(uid, kind, when.from_iso(moment), text, channel, whom, *statuses)
