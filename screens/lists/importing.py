"""Importing a list: which file, what its columns are taken for, what would come of it."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from db.lists.work import ImportRequest
from screens.base import OfficerScreen
from screens.commands import IMPORT, bindings, of
from screens.dialogs.half_typed import KEPT_EVERY, HalfTyped, on_page
from screens.dialogs.menu import MenuItem, MenuScreen
from screens.lists.panes import ImportPanes
from screens.lists.report import save_report
from screens.lists.words import state
from screens.widgets.fields import Field
from screens.widgets.key_line import KeyLine
from screens.widgets.list_columns import examples
from screens.widgets.list_source import one_line
from screens.widgets.record_list import RecordList
from spoc_tui.casework.errors import SpocError
from spoc_tui.files import typed_path
from spoc_tui.registers.records import WORKBOOK_ENDINGS

if TYPE_CHECKING:
    from db.lists.work import ListWork

MAPPING = "column mapping"
"""Under which name its draft has what was said of columns."""
FORM_FIELDS = ("file", "source", "area", "sheet")
UNDER_WAY = (
    MenuItem("l", "leave", "Leave this page: it goes on, and says when it is done"),
    MenuItem("s", "stop", "Stop it: it leaves nothing behind"),
)
NO_FILE = "Type or paste the path of the list."
NO_SOURCE = "Give the list a name, as “MVA members”: by it the next issue of the list is known."
LOOK_FIRST = "This is what it would do; {key} imports it."


class ImportScreen(OfficerScreen):
    """A list before it comes in, while it does, and what became of it.

    What is shown is the app's ListWork, which goes on when the screen is left.
    """

    CSS_PATH = "importing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        *(command.name for command in of(IMPORT)), "call", "find", "back"
    )

    def __init__(self) -> None:
        super().__init__()
        self._read: ImportRequest | None = None
        """What was last looked at, as the form had it."""
        self._guessed = ""
        """The list's name that was filled in, and not typed."""
        self._mapping: dict[str, str] = {}
        """What the officer said of columns."""
        self._whole: bool | None = None
        self._last_action: str | None = None
        self._half_typed: HalfTyped | None = None
        """Where the form is kept."""
        self._awaited = False
        """Whether it is to be seen here what becomes of a list that is imported."""

    def compose(self) -> ComposeResult:
        asked = self.list_work.asked
        yield Static("", id="headline", markup=False)
        with Vertical(id="form"):
            yield Field("file", "File", value=str(asked.path) if asked else "")
            yield Field("source", "Name of list", value=asked.source if asked else "")
            yield Field("area", "Only in", value=asked.area if asked else "")
            yield Field("sheet", "Sheet", value=asked.sheet if asked else "")
        yield Static("", id="state", markup=False)
        yield ImportPanes(self.list_work, self.key)
        yield KeyLine(first=("bring_in",))

    def begin_next(self) -> None:
        """Begins with another list, once what was asked of this one is done."""
        if self.list_work.is_importing:
            self.app.notify("The next list can begin once this one is imported.")
            return
        if self._is_done:
            self.list_work.forget()
            self._read, self._mapping, self._whole, self._guessed = None, {}, None, ""
            for field in self.query(Field):
                field.text = ""
                field.say("")
            self._panes.turn_to("columns")
            self._take_up()
            self.show_work()
        # Set at once: what is typed next is its path, and no command.
        self.set_focus(self._field("file").typed_into)
        self._field("file").query_one(Input).select_all()

    def on_paste(self, event: events.Paste) -> None:
        """A path that is pasted once a list is in is that of the next."""
        if self._is_done:
            event.stop()
            self.begin_next()
            self._field("file").text = one_line(event.text)

    @property
    def _is_done(self) -> bool:
        """Whether a list was imported, or was stopped."""
        report = self.list_work.report
        return self.list_work.stopped or (report is not None and not report.dry_run)

    def on_mount(self) -> None:
        if asked := self.list_work.asked:
            self._read, self._mapping, self._whole = asked, dict(asked.mapping), asked.whole
            self._panes.turn_to(
                "outcome" if self.list_work.report or self.list_work.is_importing else "columns"
            )
        else:
            self._panes.turn_to("columns")
            self._field("file").take_focus()
            self._take_up()
        self.set_interval(KEPT_EVERY, self._keep)
        self.show_work()

    def _take_up(self) -> None:
        """Fills the form from what was half typed in it, unless another window types that."""
        of, drafts = on_page("import", "form", of="import_form"), self.store.drafts
        found = drafts.of_act("", of.act, of.kind.code)
        try:
            found = found and drafts.take_up(found.uid)
        except SpocError:
            found = None
        self._half_typed = HalfTyped(self.store, of, found)
        self._half_typed.called = "Import a list"
        if found is not None:
            self._half_typed.fill(self.query(Field))
            self._mapping = json.loads(found.fields.get(MAPPING, "{}"))
            if asked := self._form(self._mapping):
                self._read = asked
                self.list_work.look(asked)

    def _keep(self) -> None:
        """Keeps the form as it is typed, and what was said of columns."""
        draft = self._half_typed
        if draft is None or self._is_done:
            return
        try:
            draft.keep(self.query(Field), {MAPPING: json.dumps(self._mapping)})
        except SpocError:  # tried again in a moment, or another window has it
            return

    def leaving(self) -> None:
        self._keep()

    def on_unmount(self) -> None:
        if self._half_typed is not None:
            self._half_typed.let_go()

    @property
    def list_work(self) -> ListWork:
        """The reading and importing in the background."""
        return self.officer_app.list_work

    @property
    def _panes(self) -> ImportPanes:
        return self.query_one(ImportPanes)

    def _field(self, name: str) -> Field:
        return self.query_one(f"#field-{name}", Field)

    # The form: whatever is changed in it is read again.

    def _form(self, mapping: dict[str, str] | None = None) -> ImportRequest | None:
        """The answers of the form; another file begins without a mapping, unless one is given."""
        typed = {name: self._field(name).text.strip() for name in ("file", "source", "area")}
        if not typed["file"]:
            return None
        path = typed_path(typed["file"])
        sheet = self._field("sheet").text.strip() if _is_workbook(path.name) else ""
        if self._read is None or path != self._read.path:
            # Another list: the words were about the one before.
            self._mapping, self._whole = mapping or {}, None
            if typed["source"] == self._guessed:
                typed["source"] = self._field("source").text = ""
        return ImportRequest(
            path, typed["source"], typed["area"], sheet, dict(self._mapping), self._whole
        )

    def _look(self, *, again: bool = False) -> bool:
        """Has the list read where the form is another than was read; False where it is not."""
        asked = self._form()
        self.set_class(asked is not None and _is_workbook(asked.path.name), "-workbook")
        if asked is None or self.list_work.is_importing or (asked == self._read and not again):
            return False
        for field in self.query(Field):
            field.say("")
        self._read = asked
        self.list_work.look(asked)
        self.show_work()
        return True

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        is_file = self._field("file").has_focus_within
        self._look(again=event.input.parent is not None and is_file)
        if is_file:
            # The field of the sheet, shown just now, has no place yet by which it comes after.
            self._field("source").take_focus()
        else:
            self.focus_next()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        if self.is_mounted and self.is_current and isinstance(event.widget, Input):
            self._look()

    @on(RecordList.Opened, "#columns")
    def _change_column(self, event: RecordList.Opened) -> None:
        self._pick_field(event.key)

    @work
    async def _pick_field(self, column: str) -> None:
        from screens.dialogs.pick_field import PickFieldScreen

        found = self.list_work.columns
        if found is None or column not in found.mapping or self.list_work.is_importing:
            return
        shown = examples(found, found.header.index(column))
        field = await self.app.push_screen_wait(
            PickFieldScreen(column, found.mapping[column], shown)
        )
        if field is not None:
            self._mapping[column] = field
            self._look()

    def action_whole(self) -> None:
        """Whether what the file lacks is gone, or is in another part of the list."""
        report = self.list_work.report
        if report is None or not report.dry_run:
            return
        if self._whole is not None:
            self._whole = None
        elif report.unmarked or report.gone:
            self._whole = bool(report.unmarked)
        self._look()

    def reload(self) -> None:
        """Reads it again where what was imported was undone, or done again."""
        (last,) = self.store.history.page(0, 1) or (None,)
        before, self._last_action = self._last_action, last.action.uid if last else ""
        if last is None or before in (None, self._last_action) or self._read is None:
            return
        if last.action.kind != "act" and f"Imported {self._read.source}" in last.action.label:
            self._look(again=True)

    def not_read(self, sentence: str) -> None:
        self.say_above(sentence)  # the lists are of the file, which was read

    # What is shown.

    def list_progressed(self) -> None:
        self.show_work()

    def resumed(self) -> None:
        super().resumed()
        self.show_work()

    def show_work(self) -> None:
        """Shows how far it is, and what was found."""
        if not self.is_mounted:
            return
        work = self.list_work
        self._fill_source()
        self._say_wrong_at_its_field()
        is_importing = work.is_importing  # read once: the thread may end it at any moment
        self.query_one("#form").disabled = is_importing
        if self._awaited and not is_importing:
            self._awaited = False
            self._go_on()
        self.query_one("#state", Static).update(state(work, self.key))
        file = one_line(work.asked.path.name) if work.asked else ""
        kind = work.columns.reader if work.columns else ""
        title = f"{file} · known as the {kind}" if kind else f"Import a list · {file}"
        self.query_one("#headline", Static).update(title.removesuffix(" · "))
        self._panes.show_work()
        self.refresh_bindings()

    def _fill_source(self) -> None:
        """The list's own name, where the officer gave it none."""
        found, field = self.list_work.columns, self._field("source")
        if found is None or not found.source or field.text.strip() or self._read is None:
            return
        if self.list_work.asked is not self._read:
            return  # it is another list's
        field.text = self._guessed = found.source
        if field.has_focus_within:
            field.query_one(Input).select_all()  # so that typing puts another in its place
        self._read = replace(self._read, source=found.source)
        self.list_work.asked = self._read

    def _say_wrong_at_its_field(self) -> None:
        wrong = self.list_work.wrong
        if wrong is not None and wrong.field in FORM_FIELDS:
            self._field(wrong.field).say(str(wrong), wrong=True)

    def _go_on(self) -> None:
        """Once a list is in or is not: to what became of it, or to the field at fault."""
        if (wrong := self.list_work.wrong) is None:
            self._drop()
            self._panes.turn_to("outcome", focus=True)
        else:
            self._field(wrong.field if wrong.field in FORM_FIELDS else "file").take_focus()

    def action_show_columns(self) -> None:
        self._panes.turn_to("columns", focus=True)

    def action_show_first(self) -> None:
        self._panes.turn_to("first", focus=True)

    def action_show_outcome(self) -> None:
        self._panes.turn_to("outcome", focus=True)

    # What is done.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        report = self.list_work.report
        if action == "save_report":
            return report is not None and not self.list_work.busy
        if action == "whole":
            return report is not None and report.dry_run
        if action == "bring_in":
            return not self.list_work.is_importing and (report is None or report.dry_run)
        return True

    def action_bring_in(self) -> None:
        """Imports what the preview shows, and only that."""
        asked = self._form()
        if asked is None:
            self._refuse("file", NO_FILE)
        elif (
            self.list_work.wrong is not None
            or asked != self._read
            or self.list_work.columns is None
        ):
            self._look(again=True)
            self.app.notify(LOOK_FIRST.format(key=self.key("bring_in")), markup=False)
        elif not asked.source:
            self._refuse("source", NO_SOURCE)
        elif self.list_work.columns.has_name:
            self._panes.turn_to("outcome")
            self._awaited = True
            self.list_work.run_import(asked)
            self.show_work()

    def _refuse(self, name: str, sentence: str) -> None:
        field = self._field(name)
        field.say(sentence, wrong=True)
        field.take_focus()

    def action_back(self) -> None:
        """Leaves; while a list is imported, asks whether that is to go on."""
        if self.list_work.is_importing:
            self._leave_or_stop()
        else:
            self.list_work.forget()
            self._drop()
            self.app.pop_screen()

    def _drop(self) -> None:
        """Nothing of the form is kept: it was imported, or thrown away."""
        if self._half_typed is not None:
            with suppress(SpocError):
                self._half_typed.drop()
            self._half_typed = None

    @work
    async def _leave_or_stop(self) -> None:
        chosen = await self.app.push_screen_wait(MenuScreen("The import is running", UNDER_WAY))
        if chosen == "leave" and self.is_current:
            self.app.pop_screen()
        elif chosen == "stop":
            self.list_work.stop()
            self.show_work()

    @work
    async def action_save_report(self) -> None:
        await save_report(self, self.list_work)


def _is_workbook(name: str) -> bool:
    return name.lower().endswith(WORKBOOK_ENDINGS)
