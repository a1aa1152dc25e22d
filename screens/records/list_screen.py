"""A screen whose subject is a list of records: the marked one is acted on, shown and opened."""

from __future__ import annotations

from textual import on

from screens.records.record_screen import Marked, RecordScreen
from screens.widgets.record_list import RecordList


class RecordListScreen(RecordScreen):
    """The keys of a row are a kind and a uid, unless `record_of` says otherwise."""

    def record_of(self, key: str) -> Marked:
        """The record that a row is of."""
        return Marked(*key.split())

    def the_list(self) -> RecordList | None:
        """The list that is in view; None where there is none."""
        return self.query_one(RecordList) if self.is_mounted else None

    def marked(self) -> Marked | None:
        found = self.the_list()
        key = found.highlighted if found is not None else None
        return self.record_of(key) if key else None

    def show_marked(self) -> None:
        """Shows it beside the list, where there is room for that."""

    @on(RecordList.Highlighted)
    def _highlighted(self) -> None:
        self.show_marked()
        self.refresh_bindings()

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        self.open_record(self.record_of(event.key))
