"""What ends the program from outside: the terminal's window is closed, or it is told to end. What
is half typed is kept at once, and it leaves as if by its own key.
"""

from __future__ import annotations

import signal
import threading
from asyncio import get_running_loop
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGHUP", "SIGTERM", "SIGBREAK") if hasattr(signal, name)
)
"""SIGBREAK is what closing the window comes as on Windows, where it leaves a moment."""


@contextmanager
def heard(end: Callable[[int], object]) -> Iterator[None]:
    """Within, a signal calls `end` with its number, between two messages; one that is not to be
    heard, as behind nohup, is not.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = get_running_loop()

    def ask(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(end, number)

    usual = {
        one: signal.signal(one, ask)
        for one in SIGNALS
        if signal.getsignal(one) is not signal.SIG_IGN
    }
    try:
        yield
    finally:
        for one, handler in usual.items():
            signal.signal(one, handler)
