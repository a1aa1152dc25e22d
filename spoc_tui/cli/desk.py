"""The desk of the command line: the clock, the settings, the store, and how a verb answers."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn, TextIO

from db.file.whereabouts import followed
from spoc_tui import settings as officers_own
from spoc_tui.casework.errors import BadInput, NotFound, SpocError
from spoc_tui.casework.records.references import in_full
from spoc_tui.casework.text import display_safe
from spoc_tui.settings import Settings

if TYPE_CHECKING:
    from db.council.standards_changing import FileRead
    from db.store import Store
    from spoc_tui.casework.dates.read_back import Understood
    from spoc_tui.casework.kinds.case import BegunRecord
    from spoc_tui.casework.records.shape import RecordCase

INTERRUPTED = 130
"""The exit code after Ctrl+C, or when nobody reads the answer any more."""


MOST_TRIES = 4
"""How often a verb is done once more, with less of the rows."""
TAKES_A_WHILE = 64 * 2**20
"""How large a file is, in bytes, that is not brought to another version in a moment."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _at_a_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


class Desk:
    """One run of the command line. Tests pass their own clock, settings and answer to
    `interactive` (whether somebody sits there who can be asked).
    """

    path: Path | None = None
    """From --db."""
    json: bool = False
    begins: bool = False
    """Whether the verb may begin a new database, where the one that was named is not there."""
    clock_is_right = False
    """From --clock-is-right."""
    recalculates_deadlines = True
    """Whether running dates are counted again where the program or the standards changed."""
    reads_standards = True
    """Whether standards that the settings file still has are taken over; the demo has its own."""

    def __init__(
        self,
        now: Callable[[], datetime] = _utc_now,
        given_settings: Settings | None = None,
        interactive: Callable[[], bool] = _at_a_terminal,
    ) -> None:
        self.now = now
        self.given_settings = given_settings
        self.interactive = interactive
        self.understood: list[Understood] = []
        """The dates that were read, for the answer to repeat."""
        self._opened: list[Store] = []
        self._warnings: list[str] = []
        self._tries = 0
        self.standards_read: FileRead | None = None
        """What became of the standards in the settings file, to be told once."""

    @cached_property
    def settings(self) -> Settings:
        """The officer's settings, read when they are first asked for; what is wrong with them is
        said with the answer.
        """
        found = self.read_settings()
        path = officers_own.settings_file() if found.faults else None
        self._warnings += [
            f"The settings {path}, {wrong} It is left out. {allowed}"
            for wrong, allowed in found.faults
        ]
        self._warnings += filter(None, (found.refusal,))
        return found

    def read_settings(self) -> Settings:
        """The same, without a word."""
        return self.given_settings or officers_own.load(officers_own.settings_file())

    @property
    def named(self) -> Path | None:
        """The database that --db or SPOC_DB names."""
        path = self.path or officers_own.named_database()
        return followed(path) if path is not None else None

    @property
    def database(self) -> Path:
        """The one that was named, or the officer's own."""
        return self.named or officers_own.own_database()

    @property
    def found(self) -> Path:
        """The database, which is there; NotFound where it is not."""
        self._find(self.database)
        return self.database

    @cached_property
    def store(self) -> Store:
        """The store, opened when it is first asked for. NotFound where it is not to be made."""
        if self.named is not None:
            self._find(self.named)
        from db.store import Store

        # What only reads can do without the settings, and without looking for them.
        store = Store.open(
            self.database,
            now=self.now,
            settings=lambda: self.settings,
            upgrading=self._say_upgrading,
        )
        store.date_read = self.understood.append
        store.clock_is_right = self.clock_is_right
        store.clock_doubted = self._warnings.append
        self._opened.append(store)
        if store.read_only is not None:
            from db.file.read_only import said_at_start

            self._warnings.append(said_at_start(self.database, store.read_only))
        if store.behind is not None:
            self._warnings.append(store.behind.said_of(self.database))
        if self.recalculates_deadlines:
            self._keep_up(store)
        return store

    def _say_upgrading(self) -> None:
        """Nobody who waits at a terminal is left without a word."""
        path = self.database
        if self.interactive() and path.stat().st_size >= TAKES_A_WHILE:
            _write(
                f"Bringing {path} to this version of spoc. This is done once; a large file takes a "
                "minute or more.",
                sys.stderr,
            )

    def _keep_up(self, store: Store) -> None:
        """Takes over what a settings file still says of the standards, and counts the dates again
        where they have to be.
        """
        # A file in use is reported where it matters.
        with suppress(SpocError):
            try:
                if self.reads_standards:
                    given = self.settings.standards
                    self.standards_read = store.own_standards.read_once(given)
            except BadInput as refused:
                self._warnings += {str(refused)} - set(self._warnings)
            else:
                from db.enquiries.recounting import recalculate_deadlines

                recalculate_deadlines(store)

    def _find(self, path: Path) -> None:
        """A mistyped name must not become a new, empty database."""
        try:
            there, folder_there = path.exists(), path.parent.is_dir()
        except OSError:
            return  # opening it says what is wrong
        if not there and not self.begins:
            from db.file import whereabouts

            whereabouts.require_none_was(path)
            raise NotFound(
                f"There is no database at {path}. Check --db or SPOC_DB, or open the desk there "
                f"first: spoc --db {path}"
            )
        if not there and not folder_there:
            raise NotFound(
                f"There is no folder {path.parent}. Check --db or SPOC_DB, or make the folder "
                "first."
            )

    def let_go(self) -> None:
        """Closes the store, so that it is opened anew when it is next asked for."""
        self.close()
        vars(self).pop("store", None)

    def close(self) -> None:
        """Lets the store go, if it was opened."""
        while self._opened:
            self._opened.pop().close()

    def reads_again(self, error: Exception) -> bool:
        """Whether a verb that failed is to be done once more, now that rows which cannot be read
        are left out: it has done nothing so far. They are said with the answer.
        """
        if not self._opened:
            return False
        store = self._opened[0]
        unread, again = store.look_again(error)
        self._warnings += [one.said for one in unread]
        if again and (store.is_written_to or self._tries >= MOST_TRIES):
            return False
        self._tries += 1
        vars(self).setdefault("store", store)
        return again

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Words whatever goes wrong with the database while a verb reads."""
        from db.file.errors import worded

        with worded(self.database):
            yield

    # What the officer typed.

    def say(self, shape: object, text: str, *, document: bool = False) -> None:
        """The answer: the shape as the one JSON document, or the text.

        Beneath the text is how each date was understood that the text does not show; where
        it is a `document` to be sent on, that goes to standard error.
        """
        self._say_warnings()
        if self.json:
            _write(_document(shape), sys.stdout)
            return
        understood = self.read_back(text)
        if document:
            _write(text, sys.stdout)
            if understood:
                _write("\n".join(understood), sys.stderr)
        else:
            _write("\n".join([text, *understood]), sys.stdout)

    def read_back(self, text: str) -> list[str]:
        """A line for each date that was read and that the text does not show; each once."""
        understood, self.understood[:] = tuple(self.understood), ()
        if not understood:
            return []
        from spoc_tui.casework.dates.read_back import read_back
        from spoc_tui.casework.dates.when import london_date
        from spoc_tui.casework.dates.working_days import WorkingDays

        days = self._opened[0].days if self._opened else WorkingDays()
        return read_back(understood, text, today=london_date(self.now()), days=days)

    def say_bytes(self, write: Callable[[BinaryIO], object]) -> None:
        """An answer that is a file's content, written as it is read, whatever its length."""
        self._say_warnings()
        try:
            write(sys.stdout.buffer)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            _stop_writing(sys.stdout)

    def say_case(
        self, case: RecordCase, done: str, *, more: str = "", also: Mapping[str, Any] | None = None
    ) -> None:
        """Says what an act did (`{}` stands for the reference), and where the record is now."""
        shape, described = self._done(case, done, more)
        self.say({**shape, **(also or {})}, described)

    def say_cases(
        self,
        cases: Sequence[RecordCase],
        done: str,
        *,
        noted: Callable[[RecordCase], str] = lambda _: "",
    ) -> None:
        """The same of several, one after the other, with what was `noted` of each: in JSON one
        stands alone, more in a list.
        """
        if len(cases) == 1:
            self.say_case(cases[0], done, more=noted(cases[0]))
            return
        parts = [self._done(case, done, noted(case)) for case in cases]
        self.say([shape for shape, _ in parts], "\n".join(text for _, text in parts))

    def say_wholes(self, wholes: Sequence[tuple[object, str]]) -> None:
        """Records in full, each with its shape and its text: in JSON likewise."""
        shapes = [shape for shape, _ in wholes]
        shape = shapes if len(shapes) > 1 else shapes[0]
        self.say(shape, "\n\n".join(text for _, text in wholes))

    def _done(self, case: RecordCase, done: str, more: str = "") -> tuple[Mapping[str, Any], str]:
        """The shape of a record after an act, and what is said of it: which others began by it,
        too.
        """
        standing, shape = self._told(case)
        begun: tuple[BegunRecord, ...] = getattr(case, "begun", ())
        if begun:
            from spoc_tui.cli.shapes import begun as begun_shape

            shape = {**shape, "begun": begun_shape(begun)}
        closed = self._said_of_closed(case)
        done = done.replace("{}", in_full(case.record), 1)
        described = (done, began(begun), more, standing, closed)
        return shape, "\n".join(filter(None, described))

    def _said_of_closed(self, case: RecordCase) -> str:
        """That the organisation of a record is closed; blank where it is not."""
        from spoc_tui.casework.organisations.closed import said_of

        uid = getattr(case.record, "organisation_uid", None)
        its = self.store.organisations.get(uid) if uid and not self.json else None
        return said_of(its.name, its.state) if its else ""

    def _told(self, case: RecordCase) -> tuple[str, Mapping[str, Any]]:
        """Where a record stands, in a sentence; and its shape, where that is asked for."""
        from spoc_tui.cli.every_kind import printed

        standing = printed(case.kind_code).standing
        assert standing is not None
        return standing(self.store, case, self.json)

    def remark(self, sentence: str) -> None:
        """Says something on standard error with the answer, that comes all the same."""
        self._warnings.append(sentence)

    def _say_warnings(self) -> None:
        """On standard error, where an answer comes all the same; an error comes alone."""
        wrong, self._warnings = self._warnings, []
        wrong += filter(None, [self._told_of_standards()])
        if wrong:
            _write(_document({"warnings": wrong}) if self.json else "\n".join(wrong), sys.stderr)

    def _told_of_standards(self) -> str:
        """Tells once what became of the standards in the settings file; blank: nothing."""
        read, self.standards_read = self.standards_read, None
        return read.described("by “spoc settings standards”") if read else ""

    def say_error(self, error: Mapping[str, object]) -> None:
        """Says on standard error what went wrong: a JSON document, or its message."""
        text = _document({"error": error}) if self.json else str(error["message"])
        _write(text, sys.stderr)
        if not self.json and (told := self._told_of_standards()):
            _write(told, sys.stderr)  # which is not said again

    def ask(self, question: str) -> bool:
        """A question to whoever sits there; on standard error, because it is no answer."""
        import click  # not to be loaded by a find: see quick.py

        return click.confirm(display_safe(question), err=True)


def began(others: Sequence[BegunRecord]) -> str:
    """“Began DEC-26-0007 (SLG-26-07).”; blank: no other record did."""
    return f"Began {', '.join(one.named for one in others)}." if others else ""


def replace_unprintable() -> None:
    """Writes characters that the terminal cannot encode as “?”."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _document(shape: object) -> str:
    import json

    # ASCII, so that the document is the same in every terminal's and pipe's encoding.
    return json.dumps(shape, indent=2)


def _write(text: str, stream: TextIO) -> None:
    try:
        print(display_safe(text), file=stream, flush=True)
    except BrokenPipeError:
        _stop_writing(stream)


def _stop_writing(stream: TextIO) -> NoReturn:
    """Who read has gone. What Python still flushes at its end goes nowhere, quietly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(INTERRUPTED)
