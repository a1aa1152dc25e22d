"""Searches beside the program, so that typing never waits for a search."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from db.connection import OperationalError
from db.file.tuning import STEPS_BETWEEN_CHECKS

if TYPE_CHECKING:
    from db.search.finding import Search
    from db.store import Store

T = TypeVar("T")


class _Asked(NamedTuple):
    """A question, and whom it is told to where it fails."""

    put: Callable[[Search], None]
    failed: Callable[[Exception], Any]


class SearchThread:
    """One thread with a connection of its own. The newest question is answered; one that was still
    being worked on, or waited, is dropped.
    """

    def __init__(self, open_store: Callable[[], Store]) -> None:
        self._open_store = open_store
        self._turn = Condition()
        self._newest: _Asked | None = None
        self._working = False
        self._closed = False
        self._thread = Thread(target=self._work, name="search", daemon=True)
        self._thread.start()

    def ask(
        self,
        question: Callable[[Search], T],
        answer: Callable[[T], Any],
        failed: Callable[[Exception], Any],
    ) -> None:
        """Has the question put to a Search; `answer` is called in that thread with what it said,
        or `failed` with what went wrong: at once, whoever asks for something else by then.
        """
        with self._turn:
            self._newest = _Asked(lambda search: self._put(question, answer, search), failed)
            self._turn.notify_all()

    def settle(self) -> None:
        """Waits until the newest question is answered (the tests do)."""
        with self._turn:
            self._turn.wait_for(lambda: self._closed or not (self._newest or self._working))

    def close(self) -> None:
        """Ends the thread, whatever it is at, and waits for that."""
        with self._turn:
            self._closed = True
            self._turn.notify_all()
        self._thread.join()

    def _work(self) -> None:
        store: Store | None = None
        while (asked := self._next()) is not None:
            try:
                if store is None:
                    store = self._open_store()
                    store.connection.set_progress_handler(self._is_old, STEPS_BETWEEN_CHECKS)
                asked.put(store.search)
            except Exception as error:
                asked.failed(error)
        if store is not None:
            store.close()

    def _next(self) -> _Asked | None:
        """The question to work on; None where there will be no more."""
        with self._turn:
            self._working = False
            self._turn.notify_all()
            self._turn.wait_for(self._is_old)
            asked, self._newest = self._newest, None
            self._working = not self._closed
            return None if self._closed else asked

    def _put(
        self, question: Callable[[Search], T], answer: Callable[[T], Any], search: Search
    ) -> None:
        try:
            result = question(search)
        except OperationalError:
            if self._is_old():
                return
            raise
        if not self._is_old():
            answer(result)

    def _is_old(self) -> bool:
        """Whether something else is to be done than what is being worked on."""
        return self._closed or self._newest is not None
