"""A list that comes in as declared records: what becomes of each line, before it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from screens.base import OfficerScreen, RecordChanged
from screens.commands import bindings
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.dialog import Dialog
from screens.dialogs.half_typed import NotKept
from screens.dialogs.progress import ProgressScreen
from screens.kinds.fields import widget_of
from screens.shell.second_connection import read_on_second_connection
from screens.widgets.columns import Column, DropOrder
from screens.widgets.fields import Field
from screens.widgets.key_line import KeyLine
from screens.widgets.list_columns import Rows
from screens.widgets.list_source import Row, one_line
from screens.widgets.record_list import RecordList
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.kinds.coming_in import Asked, Verdict
from spoc_tui.casework.kinds.values import from_typed
from spoc_tui.casework.lists.importing import Progress
from spoc_tui.casework.records.references import kind_of_reference
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from pathlib import Path

    from db.store import Store
    from spoc_tui.casework.kinds.coming_in import LineIn, ListIn, ListOf
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.lists.importing import Tell

LINE_COLUMNS = (
    Column("Line", 6, "right", DropOrder.NARROW),
    Column("", 13),
    Column("What", least=18),
    Column("Why", least=18, share=2),
)
FILE_COLUMNS = (Column("Column", least=18, share=2), Column("is read as", least=20, enough=28))
ORDER = (Verdict.HELD, Verdict.REFUSED, Verdict.TAKEN, Verdict.THERE)
"""What is to be looked at comes first."""
MARKS = {Verdict.HELD: ("?", "warning"), Verdict.REFUSED: ("!", "warning")}
LEFT_OUT = "left out"


class ListInScreen(OfficerScreen):
    """The lines of a list, those to be looked at first, and its columns; until it is imported only
    what would become of them.
    """

    CSS_PATH = "list_in.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "take_in", "say_which", "columns_in", "status", "call", "find", "back"
    )

    def __init__(self, kind: Kind[Any], of: ListOf, path: Path, given: Mapping[str, str]) -> None:
        super().__init__()
        self._kind, self._of, self._path = kind, of, path
        self._given = dict(given)
        self._first_given = dict(given)
        self._said: dict[str, str] = {}
        self._before: dict[str, str] | None = None
        """What was given before it was said what a column is."""
        self._found: ListIn | None = None
        self._stamp: tuple[int, int] | None = None
        """How the file was when it was read."""
        self._only: Verdict | None = None
        """Those lines alone are shown; None: all."""
        self._imported = ""
        """The act by which it was imported; blank: it was not."""

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        yield RecordList(LINE_COLUMNS, header=True, empty="Reading it …", id="lines")
        yield RecordList(FILE_COLUMNS, header=True, empty="", mark_width=0, id="columns")
        yield Static("", id="why", markup=False)
        yield KeyLine(first=("take_in", "say_which", "columns_in", "status", "back"))

    def on_mount(self) -> None:
        self._look()

    # It is read beside the program: it may be long.

    def _look(self) -> None:
        self._imported, self._stamp = "", _stamp(self._path)
        self.query_one("#headline", Static).update(f"{self._file_name} · reading it …")
        read_on_second_connection(self, partial(self._read, dry_run=True), self._show)

    @property
    def _file_name(self) -> str:
        return one_line(self._path.name)

    @property
    def _asked(self) -> Asked:
        return Asked(self._given, self._said)

    def _read(
        self,
        store: Store,
        wanted: Callable[[], bool],
        *,
        dry_run: bool,
        tell: Callable[[int, int], object] = lambda done, lines: None,
    ) -> ListIn | SpocError:
        """In the thread."""
        from db.kinds.importing import run_import

        try:
            return run_import(
                *(store, self._kind, self._of, self._path, self._asked),
                dry_run=dry_run,
                tell=tell,
            )
        except SpocError as error:
            return error

    def _show(self, found: ListIn | SpocError) -> None:
        if isinstance(found, SpocError) and self._before is not None and self._found is not None:
            self._given, self._before = self._before, None
            self._show(self._found)
            self.say_wrong(found)
            return
        self._before = None
        if isinstance(found, SpocError):
            self.query_one("#headline", Static).update(f"{self._file_name} · not read")
            self.query_one("#lines", RecordList).empty = str(found)
            self.query_one("#lines", RecordList).reload(Rows())
            self.say_wrong(found)
            return
        self._found = found
        self.query_one("#columns", RecordList).reload(_columns_of(found))
        self.query_one("#lines", RecordList).empty = "There is no such line in it."
        self._show_lines()
        self.refresh_bindings()

    def _show_lines(self) -> None:
        if self._found is None:
            return
        rows = [
            _row(place, one)
            for verdict in ORDER
            for place, one in enumerate(self._found.lines)
            if one.verdict is verdict and self._only in (None, verdict)
        ]
        self.query_one("#lines", RecordList).reload(Rows(rows))
        done = "imported" if self._imported else "would be"
        shown = f" · {self._only.words} alone" if self._only else ""
        self.query_one("#headline", Static).update(
            f"{self._file_name} · {done}: {self._found.summed}{shown}"
        )
        self._say_why()

    def reload(self) -> None:
        """Reads it again where what was imported was undone."""
        if self._imported and self._last_act() != self._imported:
            self._look()

    def _last_act(self) -> str:
        (last,) = self.store.history.page(0, 1) or (None,)
        return last.action.uid if last else ""

    def visible_uids(self) -> set[str]:
        """What was imported is before the officer: undo asks about any other."""
        return {self._imported} - {""}

    def not_read(self, sentence: str) -> None:
        self.say_above(sentence)  # the lists are of the file, which was read

    # What is marked.

    @on(RecordList.Highlighted)
    def _say_why(self) -> None:
        """The marked line in full, beneath the list; what is to be known of the file."""
        described = self._columns_said() if self.has_class("-columns") else self._line_said()
        self.query_one("#why", Static).update(one_line(described))
        self.refresh_bindings()

    def _line_said(self) -> str:
        one = self._marked()
        if one is None:
            return ""
        said = ": ".join(filter(None, (one.what, one.why)))
        its = "it for all such" if one.beside else "what it is"
        asks = f" {self.key('say_which')} says {its}." if self._is_asked(one) else ""
        return f"Line {one.line:,}, {one.came_to}: {said}{asks}".rstrip(": ")

    def _columns_said(self) -> str:
        if self._found is None:
            return ""
        if self._found.samples and (marked := self._marked_column()) is not None:
            return self._column_said(marked)
        out = sum(not field for _, field in self._found.columns)
        said = f"{counted(len(self._found.columns), 'column')}, {out:,} left out."
        return " ".join([said, *self._found.remarks])

    def _column_said(self, at: int) -> str:
        """A column: its place, how it is headed, what it is read as, and some of what it has."""
        assert self._found is not None
        heading, read_as = self._found.columns[at]
        has = ", ".join(f"“{one}”" for one in self._found.samples[at])
        says = f" {self.key('say_which')} says what it is." if self._says_columns() else ""
        its = f"{heading}, {read_as or LEFT_OUT}"
        return f"Column {at + 1:,}: {its}{f': {has}' if has else ''}.{says}"

    def _marked_column(self) -> int | None:
        """The place of the marked column, from 0; None where it is none."""
        key = self.query_one("#columns", RecordList).highlighted if self.is_mounted else None
        return int(key) if key and key.isdecimal() else None

    def _says_columns(self) -> bool:
        """Whether it may be said what the columns are."""
        return bool(self._of.columns_in) and not self._imported

    def _marked(self) -> LineIn | None:
        key = self.query_one("#lines", RecordList).highlighted if self.is_mounted else None
        return self._found.lines[int(key)] if key and self._found else None

    def _is_asked(self, one: LineIn | None) -> bool:
        if one is None or self._imported:
            return False
        return one.beside in self._of.asks or (bool(one.asks) and self._of.answer is not None)

    @on(RecordList.Opened, "#columns")
    def _column_opened(self) -> None:
        """What the marked column is, where that may be said."""
        if self._says_columns() and self._marked_column() is not None:
            self.action_say_which()

    @on(RecordList.Opened, "#lines")
    def _opened(self, event: RecordList.Opened) -> None:
        """The record that a line became, or is; of one that is asked of, the question."""
        one = self._found.lines[int(event.key)] if self._found else None
        if one is not None and self._is_asked(one):
            self.action_say_which()
        elif one is not None and one.reference:
            from screens.records.opening import page_of

            code = kind_of_reference(one.reference)
            assert code is not None
            uid = self.store.records(code).uid_of(one.reference)
            self.app.push_screen(page_of(code, uid))

    # The keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "take_in":
            return self._found is not None and not self._imported
        if action == "say_which" and self.has_class("-columns"):
            return self._says_columns() and self._marked_column() is not None
        if action == "say_which":
            return self._is_asked(self._marked())
        return super().check_action(action, parameters)

    def action_status(self) -> None:
        """Those of the next verdict that there is; after the last, all."""
        if self._found is not None:
            there: Sequence[Verdict | None] = [None, *(v for v in ORDER if self._found.count(v))]
            place = there.index(self._only) if self._only in there else 0
            self._only = there[(place + 1) % len(there)]
            self._show_lines()

    def action_columns_in(self) -> None:
        shown = not self.has_class("-columns")
        self.set_class(shown, "-columns")
        self.query_one("#columns" if shown else "#lines", RecordList).focus()
        self._say_why()

    @work
    async def action_say_which(self) -> None:
        """What the marked line means, or the marked column is: it is read again with that."""
        if self.has_class("-columns"):
            await self._say_column()
            return
        one, field = self._marked(), self._of.answer
        if one is not None and one.beside and self._is_asked(one):
            await self._say_beside(one)
            return
        if one is None or field is None or not self._is_asked(one):
            return
        value = from_typed(field, one.proposed) if one.proposed else None
        dialog = Dialog(
            f"{one.asks[:60]}: what is it?",
            [widget_of(field, self.store, value)],
            intro=one.why,
        )
        dialog.draft = NotKept.FILTER
        typed = await self.app.push_screen_wait(dialog)
        if typed is not None and typed[field.name].strip():
            self._said[one.asks] = typed[field.name]
            self._look()

    async def _say_beside(self, one: LineIn) -> None:
        """What is said beside the file, which settles all lines like this one."""
        field = self._of.asks[one.beside]
        title = f"{field.label}: for all such lines"
        dialog = Dialog(title, [widget_of(field, self.store)], intro=one.why)
        dialog.draft = NotKept.FILTER
        typed = await self.app.push_screen_wait(dialog)
        if typed is not None and typed[field.name].strip():
            self._before = dict(self._given)
            self._given[field.name] = typed[field.name].strip()
            self._look()

    async def _say_column(self) -> None:
        at = self._marked_column()
        if at is None or self._found is None:
            return
        field = self._of.asks[self._of.columns_in]
        dialog = Dialog(
            f"Column {at + 1:,}: what is it?",
            [Field("read_as", "Read as")],
            intro=f"{self._found.columns[at][0]}\n\n{field.label}: {field.help}. Here only what "
            "would be after “=” is typed; “-” leaves the column out.",
        )
        dialog.draft = NotKept.FILTER
        typed = await self.app.push_screen_wait(dialog)
        if typed is not None and typed["read_as"].strip():
            self._before = dict(self._given)
            said = f"{at + 1}={typed['read_as'].strip()}"
            its = self._given.get(field.name, "")
            self._given[field.name] = "; ".join(filter(None, (its, said)))
            self._look()

    @work
    async def action_take_in(self) -> None:
        """Imports what the preview shows, and only that."""
        if self._found is None or self._imported:
            return
        if self._stamp != _stamp(self._path):
            self.app.notify("The file was changed since it was read. It is read again.")
            self._look()
            return
        if not self._found.count(Verdict.TAKEN):
            self.app.notify("No line of it would be taken: there is nothing to import.")
            return
        found: list[ListIn] = []
        title = f"Importing {self._file_name}"
        answer = await self.app.push_screen_wait(
            ProgressScreen(title, partial(self._import, found))
        )
        if answer is None:
            self.app.notify("Stopped: nothing was imported.")
        elif isinstance(answer, SpocError):
            self.say_wrong(answer)
        else:
            self._imported = self._last_act()
            self._show(found[0])
            self.app.notify(f"{answer} {self.key('undo')} takes all of it back.", markup=False)
            self.post_message(RecordChanged())

    def _import(self, found: list[ListIn], tell: Tell) -> str:
        """In the thread."""
        from contextlib import closing

        def told(done: int, lines: int) -> None:
            tell(Progress(done, done / lines, "importing"))

        with closing(self.store.second_connection()) as own:
            its = self._read(own, lambda: True, dry_run=False, tell=told)
        if isinstance(its, SpocError):
            raise its
        found.append(its)
        return f"Imported: {its.summed}."

    def action_back(self) -> None:
        """From the columns to the lines; from them, away."""
        if self.has_class("-columns"):
            self.action_columns_in()
        elif self.has_typed:
            self._leave()
        else:
            self.app.pop_screen()

    @work
    async def _leave(self) -> None:
        if await self.may_be_left():
            self.app.pop_screen()

    @property
    def has_typed(self) -> bool:
        return not self._imported and bool(self._said or self._given != self._first_given)

    async def may_be_left(self) -> bool:
        """Asks before what was said of the file is thrown away."""
        if not self.has_typed:
            return True
        reason = f"{self._file_name}: none of it is kept before the file is imported."
        question = ConfirmScreen("Throw away what was said of it?", reason)
        return await self.app.push_screen_wait(question)


def _columns_of(found: ListIn) -> Rows:
    numbered = bool(found.samples)
    rows = [
        Row(
            f"{at}",
            (f"{at + 1:,} {column}" if numbered else column, field or LEFT_OUT),
            "" if field else "muted",
        )
        for at, (column, field) in enumerate(found.columns)
    ]
    remarks = [Row(f"remark {at}", (one,), "warning") for at, one in enumerate(found.remarks)]
    return Rows([*rows, *remarks])


def _row(place: int, one: LineIn) -> Row:
    mark, style = MARKS.get(one.verdict, ("", ""))
    style = style or ("muted" if one.verdict is Verdict.THERE else "")
    why = one.why or one.reference
    return Row(f"{place}", (f"{one.line:,}", one.verdict.words, one.what, why), style, mark)


def _stamp(path: Path) -> tuple[int, int] | None:
    """A value that differs once a file was written to; None where there is none to be seen."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size
