"""The records of a declared kind in a store: read, added, edited, acted on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Unpack

from db.kinds import answers, calling_in, working_out
from db.kinds.correcting import of_new, with_corrections
from db.kinds.following import write_what_follows
from db.kinds.keeping import changed_columns, insert_record, write_parts
from db.kinds.looking_up import now_of
from db.kinds.ordering import uids_by_due
from db.kinds.reading import brought, read_records
from db.kinds.refusing import (
    called_so_before,
    refuse_if_called_so,
    refuse_if_changed_since,
    refuse_if_closed,
    refuse_if_taken,
    refuse_if_there,
)
from db.kinds.restating import restate_wholes
from db.kinds.typed_values import say_back, values_of
from db.kinds.wards import ward_that_follows
from db.records.acting import EventDetails, RecordsOfKind, with_event
from db.records.kind_columns import KIND_COLUMNS
from db.records.links import read_links
from db.records.own_numbers import longest_number, own_numbered
from db.records.rows import read_timeline
from spoc_tui.casework.choosing import choose
from spoc_tui.casework.errors import BadInput, NotFound
from spoc_tui.casework.kinds.act import Act, Change, Values, with_owners
from spoc_tui.casework.kinds.case import BegunRecord, DeclaredCase
from spoc_tui.casework.kinds.catalogue import kind_of
from spoc_tui.casework.kinds.fields import fields_of
from spoc_tui.casework.kinds.kind import nothing_as_before
from spoc_tui.casework.kinds.party import Party, with_parties
from spoc_tui.casework.kinds.rows import add_row, add_rows, change_row, remove_row, rows_of
from spoc_tui.casework.kinds.shared_acts import acts_of, edited
from spoc_tui.casework.kinds.values import column_of
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.records.references import looks_like_reference, own_number
from spoc_tui.casework.records.require import require_open
from spoc_tui.casework.text import compared, one_line, with_article

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.fields import DeclaredField
    from spoc_tui.casework.kinds.kind import Due, Kind
    from spoc_tui.casework.kinds.now import Now
    from spoc_tui.casework.kinds.record import DeclaredRecord, RecordRow
    from spoc_tui.casework.records.kinds import RecordKind


class _NotKept(Exception):
    """What was done is only looked at."""


Typed = Mapping[str, str]
NOTHING: Typed = {}


class DeclaredRecords(RecordsOfKind[DeclaredCase]):
    """The records of one declared kind. Every act returns the case as it stands after it."""

    def __init__(self, store: Store, of: RecordKind) -> None:
        super().__init__(store)
        self.of = of
        self.TABLE, self.KIND, self.CALLED = of.code, of.prefix, of.called

    @cached_property
    def kind(self) -> Kind[Any]:
        """The declaration."""
        return kind_of(self.of.code)

    @property
    def acts(self) -> Mapping[str, Act[Any]]:
        """All that can be done on one, by name."""
        return acts_of(self.kind)

    # Reading.

    def get(self, reference: str) -> DeclaredCase:
        return self._meant(reference, self._read_case)

    def uids_of(self, typed: str, *, undone: bool = False) -> list[str]:
        """The uids of the records that a text names: by their own name (an open one first), or by
        their own number.
        """
        if found := own_numbered(self._store.connection, self.of, typed):
            return found
        meant = own_number(typed)
        if meant is not None and KIND_COLUMNS[self.of.table].number:
            raise NotFound(f"There is no {self.CALLED} {one_line(typed[:60]).upper()}.")
        named = self.kind.distinct
        if not named or looks_like_reference(typed) or self._rows("uid = ?", [typed.strip()]):
            return super().uids_of(typed, undone=undone)
        of = self._named("r.closed_at IS NULL")
        try:
            return [self._called(typed, of).uid]
        except NotFound as error:
            try:
                return [self._called(typed, self._named("r.closed_at IS NOT NULL")).uid]
            except NotFound:
                raise error from None

    def _named(self, where: str) -> list[DeclaredRecord]:
        """Those records, so far as their names need: what links to them may be very much."""
        order = "ORDER BY r.began_at DESC, r.uid DESC"
        return read_records(
            self._store.connection, self.kind, f"{where} {order}", whole=False, reads=False
        )

    def _called(self, typed: str, among: Sequence[DeclaredRecord]) -> DeclaredRecord:
        named, short = self.kind.distinct, self.kind.short
        return choose(
            typed,
            sorted(among, key=lambda one: compared(getattr(one, named))),
            lambda one: (getattr(one, named), getattr(one, short) if short else "", one.reference),
            what=self.CALLED,
            field="reference",
            uid=lambda one: one.uid,
        )

    def by_uids(self, uids: Sequence[str]) -> dict[str, DeclaredRecord]:
        among = "r.uid IN (SELECT value FROM json_each(?))"
        return {one.uid: one for one in self._read(among, [json.dumps(list(uids))])}

    def page(
        self, offset: int = 0, limit: int = 10_000, *, open_only: bool = False, step: str = ""
    ) -> list[DeclaredRecord]:
        """Records, the newest first."""
        where, asked = self._among(open_only, step)
        order = "ORDER BY r.began_at DESC, r.uid DESC LIMIT ? OFFSET ?"
        return self._read(f"{where} {order}", [*asked, limit, offset])

    def linking(self, link: str, uid: str) -> list[DeclaredRecord]:
        """The records that link to one by a field of that name, the first begun first."""
        return self._read(f"r.{column_of(link)} = ? ORDER BY r.began_at, r.uid", [uid])

    def count(self, *, open_only: bool = False, step: str = "") -> int:
        """How many there are."""
        where, asked = self._among(open_only, step)
        (found,) = self._store.connection.execute(
            f"SELECT count(*) FROM {self.of.table} AS r WHERE r.removed_at IS NULL AND {where}",
            asked,
        ).fetchone()
        return int(found)

    def longest_number(self) -> int:
        """How many characters the numbers of their own may have; 0: the kind has none."""
        return longest_number(self._store.connection, self.of)

    def by_due(self, step: str = "") -> list[str]:
        """The uids of all, or of those of one step: the open ones first, what is due first."""
        return uids_by_due(self._store.connection, self.of.table, step)

    def dues(self, one: DeclaredRecord) -> list[Due]:
        """The due lines of a record, its promises too, the earliest first."""
        return self.kind.dues(one, self._store.days, self._store.standards)

    def _among(self, open_only: bool, step: str) -> tuple[str, list[object]]:
        where = "r.closed_at IS NULL" if open_only else "1"
        return (f"{where} AND r.status = ?", [step]) if step else (where, [])

    def _read(self, where: str, values: Sequence[object]) -> list[DeclaredRecord]:
        today = self._store.today()
        return read_records(self._store.connection, self.kind, where, values, today=today)

    def _case(self, uid: str) -> DeclaredCase:
        case = self._read_case(uid)
        assert case is not None
        return case

    def _read_case(self, uid: str) -> DeclaredCase | None:
        connection = self._store.connection
        for record in self._read("r.uid = ?", [uid]):
            timeline = read_timeline(connection, uid, self.kind.steps)
            return DeclaredCase(self.kind, record, timeline, read_links(connection, uid))
        return None

    # Writing. Fields are given as the officer types them (casework/kinds/reading.py).

    def add(self, typed: Typed, *, draft_uid: str | None = None) -> DeclaredCase:
        """Puts a record on file."""
        store = self._store
        with store.action(f"Added {self.CALLED}") as action:
            if draft_uid is not None:
                store.drafts.require_own(draft_uid)
            case = self.begin_typed(typed)
            action.label = f"Added {case.record.reference}"
            if draft_uid is not None:
                store.drafts.use(draft_uid, case.record.reference)
        return case

    def edit(self, reference: str, typed: Typed) -> DeclaredCase:
        """Changes fields; what is typed as it was shown (see `typed_over`) is left as it stands."""
        with self.acting(reference, "Edited") as case:
            shown = self.shown(case.record.uid)
            values = dict(
                self._values(self.kind.fields, typed, whole=False, stood=shown or case.record)
            )
            if shown is not None:
                values = {n: value for n, value in values.items() if getattr(shown, n) != value}
            values |= ward_that_follows(self._store, self.kind, case.record, values)
            values |= answers.copied(self._store, self.kind, values)
            change = edited(self.kind, case.record, values, self.now())
            if change is None:
                return case
            require_open(case.record, "change it")
            self._write(case, EventKind.EDITED, change)
            answers.put_down(self._store, self.kind, self._case(case.record.uid).record)
        return self._case(case.record.uid)

    def add_row(self, reference: str, rows: str, typed: Typed) -> DeclaredCase:
        """Adds a row to one of a record's fields that has such."""
        field = rows_of(self.kind.fields, rows)
        with self._editing(reference) as case:
            values = self._values(fields_of(field.of), typed)
            self._write(case, EventKind.EDITED, add_row(case.record, field, values))
        return self._case(case.record.uid)

    def add_rows(self, reference: str, rows: str, new: Sequence[RecordRow]) -> DeclaredCase:
        """Adds several, as they are, as one act."""
        field = rows_of(self.kind.fields, rows)
        with self._editing(reference) as case:
            self._write(case, EventKind.EDITED, add_rows(case.record, field, new))
        return self._case(case.record.uid)

    def edit_row(self, reference: str, rows: str, number: int, typed: Typed) -> DeclaredCase:
        """Changes fields of a row, by its number on the record."""
        field = rows_of(self.kind.fields, rows)
        with self._editing(reference) as case:
            values = self._values(fields_of(field.of), typed, whole=False)
            change = change_row(case.record, field, number, values)
            if change is None:
                return case
            self._write(case, EventKind.EDITED, change)
        return self._case(case.record.uid)

    def remove_row(self, reference: str, rows: str, number: int) -> DeclaredCase:
        """Takes a row away, by its number on the record."""
        field = rows_of(self.kind.fields, rows)
        with self._editing(reference) as case:
            self._write(case, EventKind.EDITED, remove_row(case.record, field, number))
        return self._case(case.record.uid)

    @contextmanager
    def _editing(self, reference: str) -> Iterator[DeclaredCase]:
        with self.acting(reference, "Edited") as case:
            require_open(case.record, "change it")
            yield case

    def act(self, reference: str, name: str, typed: Typed = NOTHING) -> DeclaredCase:
        """Does one of `acts`, given what it asks."""
        one = self._act(name)
        with self.acting(reference, f"{one.done[:1].upper()}{one.done[1:]}:") as case:
            one.check(case.record)  # before what was typed is looked at
            given = self._values(one.asks, typed)
            begun = self._do(case, one, given)
        return self._case(case.record.uid)._replace(begun=tuple(begun))

    def would(self, reference: str, name: str, typed: Typed = NOTHING) -> str:
        """The outcome of one of `acts`, as its timeline would have it: it is done, and not kept.
        Refused where it would be.
        """
        wording = ""
        with suppress(_NotKept), self._store.action("Looked at what it would do"):
            wording = self.act(reference, name, typed).timeline[-1].text
            raise _NotKept
        return wording

    def reopen(self, reference: str, reason: str) -> DeclaredCase:
        return self.act(reference, "reopen", {"why": reason})

    def change(
        self,
        case: DeclaredCase,
        kind: EventKind,
        values: Mapping[str, Any],
        **event: Unpack[EventDetails],
    ) -> DeclaredCase | None:
        before = case.record
        after = self.kind.after(before, values)
        if after != before:
            self.kind.fits(before, brought(self._store.connection, self.kind, after))
            refuse_if_taken(self._store.connection, self.kind, before, after)
            refuse_if_closed(self._store, self.kind, before, after)
            refuse_if_called_so(self._store.connection, self.kind, before, after)
            if changed := changed_columns(self.kind, before, after, values):
                self._store.update(self.of.table, before.uid, changed)
            write_parts(self._store, self.kind, before, after)
        moved = (before.status, after.status)
        added = self._add_event(case, kind, moved, **event)
        return None if after != before else case._replace(timeline=with_event(case, added))

    # What the acts need, and one another.

    def now(self) -> Now:
        """The moment, and the calendar."""
        return now_of(self._store)

    def begin_typed(self, typed: Typed, *, said_back: bool = True) -> DeclaredCase:
        """A new record of what was typed, within an action; its dates are `said_back`, unless they
        were in a list.
        """
        return self.begin(self.read(typed, said_back=said_back))

    def read(self, typed: Typed, *, said_back: bool = True) -> Values:
        """The values of what was typed of a new record, for `begin`."""
        return self._values(self.kind.fields, typed, said_back=said_back)

    def begin(self, values: Values) -> DeclaredCase:
        """A new record with these values, within an action."""
        store, kind = self._store, self.kind
        values = {**values, **self._taken(values)}
        values = {**kind.fills(values), **values}
        values = {**values, **self._as_before(values)}
        values = {**values, **ward_that_follows(store, kind, None, values)}
        values = {**values, **answers.copied(store, kind, values)}
        new = kind.record(began_at=self.now().at, **values)
        new = kind.after(new, values)
        new = replace(new, parties=calling_in.of(store, kind, None, new))
        new = kind.after(new, working_out.of(store, kind, new))
        kind.fits(None, brought(store.connection, kind, new))
        refuse_if_taken(store.connection, kind, None, new)
        refuse_if_closed(store, kind, None, new)
        refuse_if_there(store.connection, kind, new)
        refuse_if_called_so(store.connection, kind, None, new)
        earlier = called_so_before(store.connection, kind, new)
        uid = insert_record(store, kind, new, self.new_reference)
        case = self._case(uid)
        write_parts(self._store, self.kind, case.record, replace(new, uid=uid))
        self._add_event(case, EventKind.LOGGED, (new.status, new.status), text=earlier)
        heard = kind.hears(new)
        if heard is not None:
            store.feedback.heard_with(uid, heard)
        case = self._case(uid)
        answers.put_down(store, kind, case.record)
        write_what_follows(store, case.record, of_new(kind, case.record, self.now()))
        restate_wholes(store, self.of, [case.record])
        return case

    def _as_before(self, values: Values) -> Values:
        """The values that a new record has as the last one has them, where it is given none."""
        if self.kind.as_before is nothing_as_before:
            return {}
        where = "1 ORDER BY r.began_at DESC, r.uid DESC LIMIT 1"
        last = next(iter(self._read(where, [])), None)
        fields, its = self.kind.fields, self.kind.as_before(last)
        return {n: v for n, v in its.items() if values.get(n) in (None, fields[n].blank)}

    def _taken(self, values: Values) -> Values:
        """The values that a new record takes from the one that it belongs to, where it is given
        none.
        """
        takes = self.kind.takes
        its = values.get(takes.link) if takes else None
        if takes is None or its is None:
            return {}
        fields, of = self.kind.fields, self._store.declared(self.kind.fields[takes.link].of)
        taken = takes.of(of.by_uids([its.uid])[its.uid], values)
        return {n: v for n, v in taken.items() if values.get(n) in (None, fields[n].blank)}

    def _values(
        self,
        fields: Mapping[str, DeclaredField],
        typed: Typed,
        *,
        whole: bool = True,
        stood: DeclaredRecord | None = None,
        said_back: bool = True,
    ) -> Values:
        """The values of what was typed (see db/kinds/typed_values.py)."""
        values = values_of(self._store, fields, typed, self.now(), whole=whole, stood=stood)
        if said_back:
            say_back(self._store, typed, values)
        return values

    def do(self, uid: str, name: str, given: Values) -> list[BegunRecord]:
        """Does one of `acts` within an action, given values; returns what began by it. It follows
        from what another did, whatever was shown of this one.
        """
        case, act = self._case(uid), self._act(name)
        change = act.do(case.record, given, self.now())
        return self._write_whatever_was_shown(case, EventKind.of_act(act.done), change)

    def _do(self, case: DeclaredCase, act: Act[Any], given: Values) -> list[BegunRecord]:
        change = act.do(case.record, given, self.now())
        return self._write(case, EventKind.of_act(act.done), change)

    def _write(self, case: DeclaredCase, kind: EventKind, change: Change) -> list[BegunRecord]:
        """Writes what changes, and what follows from it: the records that begin by it."""
        self._refuse_if_changed_since(case, change.values)
        return self._write_whatever_was_shown(case, kind, change)

    def _write_whatever_was_shown(
        self, case: DeclaredCase, kind: EventKind, change: Change
    ) -> list[BegunRecord]:
        change = calling_in.with_who_stands(self._store, self.kind, case.record, change)
        parties = [one for one in change.then if isinstance(one, Party)]
        if parties:  # by whom it may be settled where the record stands
            named = {**change.values, "parties": with_parties(case.record.parties, parties)}
            change = change._replace(values=named)
        change = working_out.with_what_follows(self._store, self.kind, case.record, change)
        change = with_corrections(self._store, self.kind, case.record, change)
        text = with_owners(change.text, self._store.feedback.owner_called)
        self.change(case, kind, change.values, text=text, at=change.at, whom=change.whom)
        begun = write_what_follows(self._store, case.record, change)
        restate_wholes(self._store, self.of, self.by_uids([case.record.uid]).values())
        return begun

    def work_out_again(self, uid: str, why: str) -> bool:
        """Works out what follows from a record again, within an action, where the calendar or the
        figures of the years changed; a line of its timeline says what moved, and why. Whether
        anything did.
        """
        case, change = self._case(uid), Change(text=why)
        with suppress(BadInput):  # of what another desk wrote nothing may follow
            change = working_out.with_what_follows(self._store, self.kind, case.record, change)
        if change.values:
            self.change(case, EventKind.CLOCK_MOVED, change.values, text=change.text)
        return bool(change.values)

    def restate(self, uid: str, why: str) -> None:
        """Where a record stands, within an action that changed what it follows from elsewhere."""
        case = self._case(uid)
        now = self.kind.settle(case.record)
        if now is not case.record.status:
            self.change(case, EventKind.RESTATED, {}, text=f"{now.words}: {why}")

    def _act(self, name: str) -> Act[Any]:
        if name not in self.acts:
            raise BadInput(
                f"There is no “{one_line(name[:60])}” of {with_article(self.CALLED)}. "
                f"There is: {', '.join(self.acts)}.",
                field="act",
            )
        return self.acts[name]

    def as_shown(self, uid: str) -> DeclaredRecord:
        return self._case(uid).record

    def _refuse_if_changed_since(self, case: DeclaredCase, values: Values) -> None:
        shown = self.shown(case.record.uid)
        if shown is not None:
            refuse_if_changed_since(self.kind, case.record, shown, values)
