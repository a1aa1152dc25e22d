"""Counts beside the program, so that no key waits; what is wanted no more is dropped."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, Any, TypeVar

from textual.worker import get_current_worker

from db.connection import dropped_when

if TYPE_CHECKING:
    from db.store import Store
    from screens.base import OfficerScreen

T = TypeVar("T")


def counted_beside(
    screen: OfficerScreen, count: Callable[[Store], T], show: Callable[[T], Any]
) -> None:
    """Called in a worker's thread: has it counted on a connection of its own, and then shown."""
    worker = get_current_worker()
    with (
        closing(screen.store.beside()) as own,
        dropped_when(own.connection, lambda: worker.is_cancelled),
    ):
        found = count(own)
    if not worker.is_cancelled:
        screen.app.call_from_thread(show, found)
