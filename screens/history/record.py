"""The history: who changed what, when, from what, to what; on a record, or by one action."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from screens.base import OfficerScreen
from screens.commands import bindings
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import one_line
from spoc_tui.casework.dates import when
from spoc_tui.casework.history.history import ActionEntry, FieldChange


class ChangesScreen(OfficerScreen):
    """A headline, and blocks of changes beneath it."""

    CSS_PATH = "record.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("call", "find", "back")

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        with VerticalScroll():
            yield Static("", id="entries", markup=False)
        yield KeyLine()

    def show(self, headline: str, blocks: Iterable[Content]) -> None:
        self.query_one("#headline", Static).update(one_line(headline))
        self.query_one("#entries", Static).update(Content("\n\n").join(blocks))


class HistoryScreen(ChangesScreen):
    """Every action on one record, the latest first."""

    def __init__(self, kind: str, uid: str) -> None:
        super().__init__()
        self._kind = kind
        self._uid = uid

    def visible_uids(self) -> set[str]:
        return {self._uid}

    def reload(self) -> None:
        history = self.store.history
        entries = reversed(history.of(self._kind, self._uid))
        self.show(
            f"History of {history.name_of(self._kind, self._uid)}",
            (_block(_head(entry.action), entry.changes) for entry in entries),
        )


class ActionScreen(ChangesScreen):
    """All that one action changed, record by record."""

    def __init__(self, uid: str) -> None:
        super().__init__()
        self._uid = uid

    def visible_uids(self) -> set[str]:
        return {self._uid}

    def act_marked(self) -> str:
        return self._uid

    def reload(self) -> None:
        done = self.store.history.changed_by(self._uid)
        blocks = [_head(done.action)]
        for record in done.records:
            name = one_line(f"{record.kind} {record.name}")
            blocks.append(_block(Content.styled(name, "bold"), record.changes))
        if not done.whole:
            blocks.append(Content(f"These are the first of {done.action.records:,} records."))
        self.show("What one action changed", blocks)


def _head(action: ActionEntry) -> Content:
    return Content.assemble(
        (one_line(action.label), "bold"),
        (f"  {when.show_moment(action.at)}, {one_line(action.who)}", "dim"),
    )


def _block(head: Content, changes: Iterable[FieldChange]) -> Content:
    """A bold line, and the changes beneath it."""
    return Content("\n").join(
        [head, *(Content(f"  {one_line(c.words)}") for c in changes if c.is_worth_saying)]
    )
