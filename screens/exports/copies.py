"""The copies of the database: one is made, and one is put back, for which the desk closes once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from db.file import copies
from screens.base import OfficerScreen
from screens.commands import bindings
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.progress import ProgressScreen
from screens.widgets.columns import MOMENT_WIDTH, Column
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import Row
from screens.widgets.record_list import RecordList
from spoc_tui.casework.dates.when import show_moment
from spoc_tui.casework.errors import SpocError, StorageFailed
from spoc_tui.casework.lists.importing import Progress
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.lists.importing import Tell

WHOLE = "All is whole"
MOST_SHOWN = 3
"""Of how many things that are wrong the message has the sentence."""
LOOKING = Progress(0, 0, "looking through it")
SEE_CHECK = "“spoc check” lists all, and says what to do."
COLUMNS = (
    Column("When", MOMENT_WIDTH),
    Column("Made", least=24),
    Column("File", least=20, share=2),
)


class CopySource:
    """The copies of a database, the newest first; a key is a path."""

    def __init__(
        self, found: Sequence[copies.Copy], verdicts: Mapping[str, bool] | None = None
    ) -> None:
        self._found, self._verdicts = found, verdicts or {}

    def count(self) -> int:
        return len(self._found)

    def index_of(self, key: str) -> int | None:
        paths = [str(one.path) for one in self._found]
        return paths.index(key) if key in paths else None

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        return [
            Row(
                str(one.path),
                (show_moment(one.at), self._described(one), one.path.name),
                "muted" if one.occasion == copies.REPLACED else "",
            )
            for one in self._found[offset : offset + limit]
        ]

    def _described(self, one: copies.Copy) -> str:
        """Its occasion, and the verdict of looking through it."""
        said = copies.OCCASIONS[one.occasion]
        if copies.is_passed(one, self._verdicts):
            return f"{said} · whole"
        failed = copies.verdict_key(one.path) in self._verdicts
        return f"{said} · not whole" if failed else said


class CopiesScreen(OfficerScreen):
    """All copies there are."""

    CSS_PATH = "copies.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "make_copy", "check_whole", "call", "find", "back"
    )

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        yield RecordList(COLUMNS, header=True, mark_width=0)
        yield Static("", id="none", markup=False)
        yield KeyLine()

    def reload(self) -> None:
        found = copies.copies_of(self._path)
        headline = f"Copies of the database · {counted(len(found), 'copy', 'copies')}"
        self.query_one("#headline", Static).update(
            f"{headline} · enter: put the marked one back" if found else headline
        )
        self.query_one("#none", Static).update(
            "" if found else f"There is none yet. {self.key('make_copy')} makes one."
        )
        verdicts = copies.verdicts_in(copies.folder_of(self._path))
        self.query_one(RecordList).reload(CopySource(found, verdicts))

    @property
    def _path(self) -> Path:
        assert self.store.path is not None  # no desk is opened on a store in memory
        return self.store.path

    @work
    async def action_make_copy(self) -> None:
        answer = await self.app.push_screen_wait(
            ProgressScreen("Copying the database", _copying(self.store))
        )
        self.app.notify(
            str(answer or "Stopped. No copy was made."),
            markup=False,
            timeout=10,
            severity="error" if isinstance(answer, SpocError) else "information",
        )
        self.reload_safely()

    @work
    async def action_check_whole(self) -> None:
        answer = await self.app.push_screen_wait(
            ProgressScreen("Looking through the database", _checking(self.store))
        )
        wrong = isinstance(answer, SpocError) or not str(answer).startswith(WHOLE)
        self.app.notify(
            str(answer or "Stopped before its end."),
            markup=False,
            timeout=60 if wrong else 10,
            severity="error" if wrong else "information",
        )

    @on(RecordList.Opened)
    @work
    async def _restore(self, event: RecordList.Opened) -> None:
        index = CopySource(found := copies.copies_of(self._path)).index_of(event.key)
        if index is None:  # it was taken away meanwhile
            self.reload_safely()
            return
        copy = found[index]
        since = "What was done since is put aside with the database of now, and can be put back"
        if await self.app.push_screen_wait(
            ConfirmScreen(
                f"Put back {copy.said}?",
                f"It is checked first. {since} in the same way. The desk closes and opens on it.",
            )
        ):
            await self.officer_app.leave_for(copy.path)


def _copying(store: Store) -> Callable[[Tell], str]:
    def work(tell: Tell) -> str:
        from db.upkeep import copy_verdicts

        with closing(store.second_connection()) as own:
            made = own.backup()
        try:
            wrong = copy_verdicts.judge_elsewhere(made, lambda: tell(LOOKING))
        except SpocError:
            raise
        except BaseException:  # stopped
            made.unlink(missing_ok=True)
            raise
        if wrong:
            raise StorageFailed(copy_verdicts.not_whole(made, wrong))
        return f"Copied and checked: {made}"

    return work


def _checking(store: Store) -> Callable[[Tell], str]:
    """By a second process: whoever types meanwhile waits for nothing."""

    def work(tell: Tell) -> str:
        from db.upkeep import copy_verdicts

        assert store.path is not None
        wrong = copy_verdicts.check_elsewhere(store.path, lambda: tell(LOOKING))
        if not wrong:
            return f"{WHOLE}: file, history, rows, sums and indexes."
        return "\n".join(("The database is not whole:", *wrong[:MOST_SHOWN], SEE_CHECK))

    return work
