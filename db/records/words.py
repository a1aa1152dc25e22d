"""What the search asks of the records of one kind, whichever it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from spoc_tui.casework.search.finding import Hit


class RecordWords(Protocol):
    """The records of one kind, found by what is in them."""

    def with_words(self, typed: str, limit: int) -> list[Hit]: ...
    def of_ids(self, ids: Sequence[int]) -> list[Hit]: ...
    def of_uid(self, uid: str) -> list[Hit]: ...
    def newest_open(self, limit: int) -> list[Hit]: ...
