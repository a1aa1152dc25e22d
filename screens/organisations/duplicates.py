"""Possible duplicates: two organisations side by side, merged field by field or kept apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from screens.base import OfficerScreen
from screens.commands import DUPLICATES, bindings, of
from screens.dialogs.choices import told
from screens.dialogs.confirm import ConfirmScreen
from screens.organisations.duplicates_view import (
    FIELD_COLUMNS,
    PAIR_COLUMNS,
    Comparison,
    PairSource,
)
from screens.shell.second_connection import read_on_second_connection
from screens.widgets.columns import breakpoints, comfortable
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import one_line
from screens.widgets.record_list import RecordList

if TYPE_CHECKING:
    from db.organisations.duplicates import PairKey

LOOKING = "Looking for organisations that may be there twice …"
NO_DUPLICATES = (
    "No two organisations look like one: none have a number alike, or nearly the same name at one "
    "postcode, phone number or web address. {back} goes back."
)
CHOOSE = "{take} takes the other side of the marked field, {swap} swaps which one stays."


class DuplicatesScreen(OfficerScreen):
    """The pairs, the most likely first; beside them the marked one, field by field."""

    CSS_PATH = "duplicates.tcss"
    HORIZONTAL_BREAKPOINTS = breakpoints(
        PAIR_COLUMNS, parts=(2, 3), pane=comfortable(FIELD_COLUMNS) + 1
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        *(command.name for command in of(DUPLICATES)), "call", "find", "back"
    )

    def __init__(self) -> None:
        super().__init__()
        self._keys: Sequence[PairKey] | None = None
        self._comparison: Comparison | None = None
        self._acting = False

    def compose(self) -> ComposeResult:
        yield Static("Possible duplicates", id="headline", markup=False)
        with Horizontal():
            yield RecordList(PAIR_COLUMNS, header=True, empty=LOOKING, mark_width=0, id="pairs")
            with Vertical(id="beside"):
                yield Static("", id="why", markup=False)
                yield RecordList(FIELD_COLUMNS, header=True, empty="", id="fields")
                yield Static("", id="full", markup=False)
        yield KeyLine(first=("merge", "apart"))

    def on_mount(self) -> None:
        self._pairs.focus()

    @property
    def _pairs(self) -> RecordList:
        return self.query_one("#pairs", RecordList)

    @property
    def _fields(self) -> RecordList:
        return self.query_one("#fields", RecordList)

    # What there is: looked for beside the program, so that nothing waits for it.

    def reload(self) -> None:
        read_on_second_connection(
            self, lambda store, wanted: store.duplicates.keys(wanted), self._list
        )

    def not_read(self, sentence: str) -> None:
        super().not_read(sentence)
        self._keys = None
        self._compare()

    def _list(self, keys: Sequence[PairKey]) -> None:
        self._keys = keys
        self._pairs.empty = NO_DUPLICATES.format(back=self.key("back"))
        self.query_one("#headline", Static).update(
            f"Possible duplicates · {len(keys):,} · the most likely first"
        )
        if not keys:
            self._to_pairs()  # where it says that there are none
        self._pairs.reload(PairSource(self.store, keys))
        self._compare(afresh=True)

    def _without(self, gone: Callable[[PairKey], bool]) -> None:
        """Takes away at once what was settled; the rest is looked for anew."""
        self._list([key for key in self._keys or () if not gone(key)])

    # The two that are marked.

    @on(RecordList.Highlighted, "#pairs")
    def _another_pair(self) -> None:
        self._compare()

    @on(RecordList.Highlighted, "#fields")
    def _another_field(self) -> None:
        self._say_in_full()

    def _compare(self, *, afresh: bool = False) -> None:
        """Shows the marked pair; what the officer chose stays while it is the same two."""
        marked = self._pairs.highlighted
        key = next((key for key in self._keys or () if f"{key.one} {key.other}" == marked), None)
        shown = self._comparison
        if key is None:
            self._comparison = None
        elif shown is None or shown.key != key or afresh:
            found = self.store.duplicates.in_full([key])
            same = shown if shown is not None and shown.key == key else None
            self._comparison = Comparison(self.store, key, found[0], same) if found else None
        self._show()

    def _show(self) -> None:
        comparison = self._comparison
        self.query_one("#why", Static).update(comparison.headline if comparison else "")
        self._fields.reload(comparison or PairSource(self.store, ()))
        self._say_in_full()
        self.refresh_bindings()

    def _say_in_full(self) -> None:
        comparison, field = self._comparison, self._fields.highlighted
        take, swap = self.key("take"), self.key("swap")
        described = comparison.in_full(field) if comparison and field else ""
        hint = CHOOSE.format(take=take, swap=swap) if comparison else ""
        self.query_one("#full", Static).update("\n".join(filter(None, (described, hint))))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("take", "swap", "merge", "apart", "skip"):
            return self._comparison is not None
        return True

    @on(RecordList.Opened, "#pairs")
    def _opened(self) -> None:
        self.add_class("-comparing")
        self._fields.focus()

    @on(RecordList.Opened, "#fields")
    def action_take(self) -> None:
        """The next side of the marked field."""
        field = self._fields.highlighted
        if self._comparison is None or field is None:
            return
        if not self._comparison.turn(field):
            self.app.notify("What belongs to both is kept: only their fields are chosen.")
        self._fields.reload(self._comparison)
        self._say_in_full()

    def action_swap(self) -> None:
        if self._comparison is not None:
            self._comparison.swap()
            self._show()

    def action_skip(self) -> None:
        self._pairs.action_step(1)

    def action_back(self) -> None:
        """From the fields to the pairs, and from there to where the officer came from."""
        if self._fields.has_focus:
            self._to_pairs()
        else:
            super().action_back()

    def _to_pairs(self) -> None:
        self.remove_class("-comparing")
        self._pairs.focus()

    def organisation_uid(self) -> str | None:
        return self._comparison.stays.uid if self._comparison else None

    # What is done.

    @work
    async def action_merge(self) -> None:
        """Asks, then merges: the one on the right goes into the one on the left."""
        if (comparison := self._comparison) is None or self._acting:
            return
        stays, goes = comparison.stays, comparison.goes
        names = [one.name if stays.name != goes.name else told(one) for one in (goes, stays)]
        question = ConfirmScreen(
            f"Merge {one_line(names[0])} into {one_line(names[1])}?",
            "The fields are kept as they are marked. Numbers, people and records of both are kept, "
            f"and both names find it. {self.key('undo')} undoes it.",
        )
        self._acting = True
        try:
            if await self.app.push_screen_wait(question):
                merge = partial(self.store.duplicates.merge, stays.uid, goes.uid, comparison.taken)
                described = f"Saved: {goes.name} is merged into {stays.name}."
                await self._settle(merge, described, lambda key: goes.uid in (key.one, key.other))
        finally:
            self._acting = False

    @work
    async def action_apart(self) -> None:
        if (comparison := self._comparison) is None:
            return
        key = comparison.key
        described = f"Saved: kept apart. {self.key('undo')} undoes it."
        apart = partial(self.store.duplicates.keep_apart, key.one, key.other)
        await self._settle(apart, described, lambda other: other[:2] == key[:2])

    async def _settle(
        self, act: Callable[[], Any], described: str, gone: Callable[[PairKey], bool]
    ) -> None:
        def settle() -> str:
            act()
            return described

        if error := await self.try_to(settle):
            self.say_wrong(error)
        else:
            self._without(gone)
