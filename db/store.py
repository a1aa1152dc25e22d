"""The Store: one object that groups the tables, and is written to by `store.action`."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.file import whereabouts
from db.file.connecting import in_memory
from db.schema import opening
from db.schema.migrations import migrate
from db.writing import Writing
from spoc_tui.casework.errors import NotFound, StorageFailed
from spoc_tui.casework.records.kinds import (
    CASE_CODES,
    DECLARED_KINDS,
    ENQUIRY,
    RECORD_KINDS,
)
from spoc_tui.casework.records.references import kind_of_reference, own_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.council.acts import Council
    from db.council.dated_figures import DatedFigures
    from db.council.holidays import Holidays
    from db.council.standards import OwnStandards
    from db.desk.agenda import Agenda
    from db.desk.calendar import Calendar
    from db.desk.timed import Timed
    from db.enquiries.acts import Enquiries
    from db.enquiries.deadlines import Deadlines
    from db.enquiries.routings import Routings
    from db.feedback.acts import Feedbacks
    from db.feedback.bulletins import Bulletins
    from db.file.marks import Mark
    from db.history.proposing import UndoProposal
    from db.history.reading import HistoryReading
    from db.history.unreadable import Unread
    from db.kinds.records import DeclaredRecords
    from db.lists.differences import Differences
    from db.lists.held_rows import HeldRows
    from db.lists.known import Lists
    from db.lists.standing_answers import StandingAnswers
    from db.organisations.acts import Organisations
    from db.organisations.duplicates import Duplicates
    from db.organisations.postcodes import Postcodes
    from db.payments.acts import Payments
    from db.payments.rates import Rates
    from db.records.acting import RecordsOfKind
    from db.records.drafts import Drafts
    from db.records.linking import Linking
    from db.records.promises import Promises
    from db.search.finding import Search
    from db.week.figures import Week
    from db.week.issued_weeks import WeekIssues
    from db.year.figures import Year
    from spoc_tui.casework.dates.standards import Standards
    from spoc_tui.casework.history.history import ActionEntry

_CODES = json.dumps([kind.code for kind in RECORD_KINDS])
_OPEN_KINDS = """SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM record
    WHERE kind = value AND open = 1 AND removed_at IS NULL)"""


class Store(Writing):
    """Everything that is kept. How it is written to is in db/writing.py, and how dates are read
    in db/records/clock.py.
    """

    warning = ""
    """What is said of where the file is; blank: nothing."""
    behind: Mark | None = None
    """How far the file had got, where it ends before that: another was put in its place."""

    unread: tuple[Unread, ...] = ()
    """The rows that cannot be read, and are left out of all that is."""

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        anew: bool = False,
        upgrading: Callable[[], None] = lambda: None,
        **options: Any,
    ) -> Store:
        """Opens (or makes) the database at `path` and brings it to today's shape; `upgrading` is
        called before that begins, where it is not there yet.

        A new one is given the starting set of teams and topics. Options are those of the Store.
        Raises Lost where there is none, and what is beside it says that there was one, unless one
        is to be begun `anew`.
        """
        return opening.opened(cls, path, anew, upgrading, options)

    @classmethod
    def open_to_read(cls, path: Path, why: StorageFailed, **options: Any) -> Store:
        """Opens the database at `path` where nothing can be written; whatever would be saved is
        refused with `why`. StorageFailed where it is of an earlier version: it is brought to this
        one by writing.
        """
        return opening.opened_to_read(cls, path, why, options)

    @classmethod
    def in_memory(cls, **options: Any) -> Store:
        """A whole store that is never on disk."""
        connection = in_memory()
        migrate(connection)
        store = cls(connection, **options)
        store.council.add_starting_set()
        return store

    def second_connection(self) -> Store:
        """Another connection to the same file, for another thread of this window."""
        if self.path is None:
            raise ValueError("a store in memory has one connection")
        whereabouts.require_there(self.path, self.file)  # in that thread: without the connection
        options: dict[str, Any] = {"now": self.now, "settings": self._settings}
        if self.read_only is not None:
            return Store.open_to_read(self.path, self.read_only, **options)
        second_connection = Store.open(self.path, **options)
        second_connection.sitting = self.sitting
        if self.unread:
            from db.history.unreadable import leave_out

            leave_out(second_connection.connection, self.unread)
            second_connection.unread = self.unread
        second_connection.clock_is_right = self.clock_is_right
        return second_connection

    def look_again(self, error: BaseException) -> tuple[list[Unread], bool]:
        """After reading failed: the rows that cannot be read and are left out from now on, and
        whether to read again.
        """
        from db.history.unreadable import look_again

        looked, known = look_again(self.connection, error, self.unread), set(self.unread)
        self.unread = looked.unread
        return [one for one in looked.unread if one not in known], looked.again

    def close(self) -> None:
        """Lets the file go. What was saved is on disk already."""
        if "drafts" in vars(self):
            self.drafts.close()
        self.connection.close()

    # The subjects, each imported when it is first asked for: the desk needs few of them to start.

    @cached_property
    def organisations(self) -> Organisations:
        from db.organisations.acts import Organisations

        return Organisations(self)

    @cached_property
    def lists(self) -> Lists:
        from db.lists.known import Lists

        return Lists(self)

    @cached_property
    def held_rows(self) -> HeldRows:
        from db.lists.held_rows import HeldRows

        return HeldRows(self)

    @cached_property
    def differences(self) -> Differences:
        from db.lists.differences import Differences

        return Differences(self)

    @cached_property
    def standing_answers(self) -> StandingAnswers:
        from db.lists.standing_answers import StandingAnswers

        return StandingAnswers(self)

    @cached_property
    def council(self) -> Council:
        from db.council.acts import Council

        return Council(self)

    @cached_property
    def enquiries(self) -> Enquiries:
        from db.enquiries.acts import Enquiries

        return Enquiries(self)

    @cached_property
    def payments(self) -> Payments:
        from db.payments.acts import Payments

        return Payments(self)

    @cached_property
    def feedback(self) -> Feedbacks:
        from db.feedback.acts import Feedbacks

        return Feedbacks(self)

    def declared(self, kind: str) -> DeclaredRecords:
        """The records of a declared kind, by its code."""
        if kind not in self._declared:
            from db.kinds.records import DeclaredRecords

            of = next(one for one in DECLARED_KINDS if one.code == kind)
            self._declared[kind] = DeclaredRecords(self, of)
        return self._declared[kind]

    @cached_property
    def _declared(self) -> dict[str, DeclaredRecords]:
        return {}

    @cached_property
    def links(self) -> Linking:
        from db.records.linking import Linking

        return Linking(self)

    @cached_property
    def bulletins(self) -> Bulletins:
        from db.feedback.bulletins import Bulletins

        return Bulletins(self)

    @cached_property
    def calendar(self) -> Calendar:
        from db.desk.calendar import Calendar

        return Calendar(self)

    @cached_property
    def week_issues(self) -> WeekIssues:
        from db.week.issued_weeks import WeekIssues

        return WeekIssues(self)

    @cached_property
    def week(self) -> Week:
        from db.week.figures import Week

        return Week(self)

    @cached_property
    def year(self) -> Year:
        from db.year.figures import Year

        return Year(self)

    @cached_property
    def rates(self) -> Rates:
        from db.payments.rates import Rates

        return Rates(self)

    @cached_property
    def dated_figures(self) -> DatedFigures:
        from db.council.dated_figures import DatedFigures

        return DatedFigures(self)

    @cached_property
    def routings(self) -> Routings:
        from db.enquiries.routings import Routings

        return Routings(self)

    @cached_property
    def promises(self) -> Promises:
        from db.records.promises import Promises

        return Promises(self)

    @cached_property
    def deadlines(self) -> Deadlines:
        from db.enquiries.deadlines import Deadlines

        return Deadlines(self)

    @cached_property
    def agenda(self) -> Agenda:
        from db.desk.agenda import Agenda

        return Agenda(self)

    @cached_property
    def timed(self) -> Timed:
        from db.desk.timed import Timed

        return Timed(self)

    @cached_property
    def postcodes(self) -> Postcodes:
        from db.organisations.postcodes import Postcodes

        return Postcodes(self)

    @cached_property
    def holidays(self) -> Holidays:
        from db.council.holidays import Holidays

        return Holidays(self)

    @cached_property
    def drafts(self) -> Drafts:
        from db.records.drafts import Drafts

        return Drafts(self)

    @cached_property
    def duplicates(self) -> Duplicates:
        from db.organisations.duplicates import Duplicates

        return Duplicates(self)

    @cached_property
    def search(self) -> Search:
        from db.search.finding import Search

        return Search(self)

    @cached_property
    def history(self) -> HistoryReading:
        from db.history.reading import HistoryReading

        return HistoryReading(self)

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever done in it, not even the starting set."""
        return self.connection.execute("SELECT 1 FROM action LIMIT 1").fetchone() is None

    def open_kinds(self) -> frozenset[str]:
        """The codes of the kinds of which any record is open: most desks' start need know no more
        of the others.
        """
        rows = self.connection.execute(_OPEN_KINDS, [_CODES])
        return frozenset(code for (code,) in rows)

    @property
    def has_unnamed(self) -> bool:
        """Whether there are records without a reference, which an earlier shape had."""
        found = self.connection.execute("SELECT 1 FROM record WHERE reference = '' LIMIT 1")
        return found.fetchone() is not None

    @property
    def has_unfinished_import(self) -> bool:
        """Whether an import is under way, or was broken off and has left something hidden."""
        found = self.connection.execute("SELECT 1 FROM unfinished_import LIMIT 1")
        return found.fetchone() is not None

    @cached_property
    def own_standards(self) -> OwnStandards:
        from db.council.standards import OwnStandards

        return OwnStandards(self)

    @property
    def standards(self) -> Standards:
        """How soon things are to be done here."""
        return self.own_standards.now()

    @property
    def refusal(self) -> str:
        settings = self._settings()
        if settings.refusal or settings.standards is None or not settings.standards.refusal:
            return settings.refusal
        return "" if self.own_standards.are_read else settings.standards.refusal

    def records_of(self, reference: str) -> RecordsOfKind[Any]:
        """The records of the kind that a reference or uid is of; one without a kind is taken for an
        enquiry's. NotFound where no record has references that begin so.
        """
        typed = reference.strip()
        begun = kind_of_reference(typed)
        if begun is not None and begun not in CASE_CODES:
            raise NotFound(
                f"There is no {typed[:60]}: no record here begins with {typed[:3].upper()}."
            )
        kind = begun or self.kind_of_uid(typed)
        if kind is None and own_number(typed) is not None:
            from db.records.own_numbers import kind_of_own_number

            if (own := kind_of_own_number(self.connection, typed)) is not None:
                return self.declared(own.code)
        return self.records(kind if kind is not None and kind in CASE_CODES else ENQUIRY.code)

    def records(self, kind: str) -> RecordsOfKind[Any]:
        """The records of one of CASE_KINDS, by its code."""
        from db.records.every_kind import stored

        records = stored(kind).records if kind in CASE_CODES else None
        if records is None:
            raise ValueError(f"no records of the kind {kind}")
        found: RecordsOfKind[Any] = records(self)
        return found

    def kind_of_uid(self, uid: str) -> str | None:
        """The kind of the record that has this uid, undone or not."""
        found = self.connection.execute("SELECT kind FROM record WHERE uid = ?", [uid]).fetchone()
        return str(found["kind"]) if found else None

    # Undo, and what others wrote.

    def propose_undo(self, action_uid: str | None = None) -> UndoProposal:
        """The action that `undo` would take back, and whether to ask first. One that is named and
        cannot be undone is Refused here, before anybody is asked.
        """
        from db.history import undo

        return undo.propose(self, action_uid)

    def propose_redo(self) -> UndoProposal:
        """The action that `redo` would do again, and whether to ask first."""
        from db.history import proposing

        return proposing.propose_redo(self)

    def undo(self, action_uid: str | None = None) -> ActionEntry:
        """Takes back the last action in force, or the one named. See db/history/undo.py."""
        from db.history import undo

        return undo.undo(self, action_uid)

    def redo(self, undo_uid: str | None = None) -> ActionEntry:
        """Goes forward again after an undo: the last, which must be the one named, if any is."""
        from db.history import undo

        return undo.redo(self, undo_uid)

    def state(self) -> tuple[object, ...]:
        """A value that differs once anything was written, here or elsewhere, a new day has begun,
        or the minute of something has come.
        """
        changes = self.connection.total_changes
        return self.data_version(), changes, self.today(), self.timed.struck

    def backup(self, target: Path | None = None, *, overwrite: bool = False) -> Path:
        """A verified copy at `target`, or by date in that or the backup folder; returns where."""
        from db.file import backup, copies
        from spoc_tui.files import placed

        if target is None:
            if self.path is None:
                raise ValueError("a store in memory has no backup folder")
            target = copies.own_folder(self.path)
        name = self.path.stem if self.path else "spoc"
        target = placed(target, copies.new_name(self.path or Path(name), self.now()))
        return backup.copy_to(self.connection, target, overwrite=overwrite)
