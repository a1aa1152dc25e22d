"""Searches beside the program, so that typing never waits for a search."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from db.search import Search
    from db.store import Store

T = TypeVar("T")

STEPS = 20_000
"""How often a search under way looks whether it is still wanted: about each millisecond."""


class SearchThread:
    """One thread with a connection of its own. The newest question is answered; one that was still
    being worked on, or waited, is dropped.
    """

    def __init__(self, open_store: Callable[[], Store]) -> None:
        self._open_store = open_store
        self._turn = Condition()
        self._newest: Callable[[Search], None] | None = None
        self._working = False
        self._closed = False
        Thread(target=self._work, name="search", daemon=True).start()

    def ask(self, question: Callable[[Search], T], answer: Callable[[T], Any]) -> None:
        """Has the question put to a Search; `answer` is called in that thread with what it said."""
        with self._turn:
            self._newest = lambda search: self._put(question, answer, search)
            self._turn.notify_all()

    def settle(self) -> None:
        """Waits until the newest question is answered."""
        with self._turn:
            self._turn.wait_for(lambda: self._closed or not (self._newest or self._working))

    def close(self) -> None:
        """Ends the thread, whatever it is at."""
        with self._turn:
            self._closed = True
            self._turn.notify_all()

    def _work(self) -> None:
        store = self._open_store()
        store.connection.set_progress_handler(self._is_old, STEPS)
        while True:
            with self._turn:
                self._working = False
                self._turn.notify_all()
                self._turn.wait_for(self._is_old)
                if self._closed or self._newest is None:
                    break
                asked, self._newest, self._working = self._newest, None, True
            asked(store.search)
        store.close()

    def _put(
        self, question: Callable[[Search], T], answer: Callable[[T], Any], search: Search
    ) -> None:
        try:
            said = question(search)
        except sqlite3.OperationalError:
            if self._is_old():
                return
            raise
        if not self._is_old():
            answer(said)

    def _is_old(self) -> bool:
        """Whether something else is to be done than what is being worked on."""
        return self._closed or self._newest is not None
