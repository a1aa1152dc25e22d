"""Reads beside the program, so that no key waits: all that a page has read in a thread is read
here, and where that fails the page says so.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual.worker import get_current_worker

from db.file.tuning import dropped_when

if TYPE_CHECKING:
    from db.store import Store
    from screens.base import OfficerScreen

T = TypeVar("T")
WORKER_GROUP = "beside"
"""The group of the workers that pages are filled by."""
Wanted = Callable[[], bool]
"""Whether what is being read is still wanted."""


def read_on_second_connection(
    page: OfficerScreen, read: Callable[[Store, Wanted], T], show: Callable[[T], Any]
) -> None:
    """Has something read in a thread, on a connection of its own, and then shown; what the page
    asked for before is dropped. Where either fails, the page says so (`OfficerScreen.not_read`).
    """
    page.run_worker(
        partial(_read, page, read, show),
        group=WORKER_GROUP,
        thread=True,
        exclusive=True,
        name=WORKER_GROUP,
    )


def _read(
    page: OfficerScreen, read: Callable[[Store, Wanted], T], show: Callable[[T], Any]
) -> None:
    """In the thread."""
    worker, app = get_current_worker(), page.app
    try:
        with (
            closing(page.store.second_connection()) as own,
            dropped_when(own.connection, lambda: worker.is_cancelled),
        ):
            found = read(own, lambda: not worker.is_cancelled)
    except Exception as error:
        if not worker.is_cancelled:
            app.call_from_thread(page.cannot_read, error)
    else:
        if not worker.is_cancelled:
            app.call_from_thread(_shown, page, partial(show, found))


def _shown(page: OfficerScreen, show: Callable[[], Any]) -> None:
    if not page.is_mounted:
        return
    try:
        show()
    except Exception as error:
        page.cannot_read(error)
