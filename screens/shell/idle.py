"""While nobody types: takes the database's log into its file, in a thread."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual.app import App

if TYPE_CHECKING:
    from db.store import Store

IDLE_SECONDS = 5.0
"""How long nobody has typed before it is done."""
AGAIN_AFTER = 60.0
"""Seconds before it is tried again where somebody else reads."""


class Idle:
    """The work of an app while nobody types in it."""

    def __init__(self, app: App[None], store: Store) -> None:
        self._app = app
        self._store = store
        self._typed_at = monotonic()
        self._tried_at = -AGAIN_AFTER
        self._tried = 0
        """The size of the log, when that was tried last."""

    def typed(self) -> None:
        """Somebody types."""
        self._typed_at = monotonic()

    def look(self) -> None:
        """Begins it, where it is time."""
        path, now = self._store.path, monotonic()
        if path is None or self._store.read_only is not None or now - self._typed_at < IDLE_SECONDS:
            return
        from db.upkeep.log_taken_in import log_size, take_in_log

        size = log_size(path)
        if not size or (size == self._tried and now - self._tried_at < AGAIN_AFTER):
            return
        self._tried, self._tried_at = size, now
        self._app.run_worker(
            partial(take_in_log, path, self._store.file), thread=True, group="idle", exclusive=True
        )
