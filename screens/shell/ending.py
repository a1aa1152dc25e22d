"""What ends the program from outside: the terminal's window is closed, or it is told to end. What
is half typed is kept at once, and it leaves as if by its own key.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from asyncio import get_running_loop
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, TextIO

SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGHUP", "SIGTERM", "SIGBREAK") if hasattr(signal, name)
)
"""SIGBREAK is what closing the window comes as on Windows, where it leaves a moment."""


HANGUP = 1
"""The number of SIGHUP, which Windows has not: the terminal is gone."""


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


class Input:
    """The terminal that keys come from. Where another program was started by it, and that started
    this one (make, sudo), its closing is told to the other alone: so it is looked at.
    """

    def __init__(self) -> None:
        self._number = _number_of(sys.__stdin__)
        self._was_there = _is_terminal(self._number)

    def is_gone(self) -> bool:
        """Whether it was there, and is no more."""
        return self._was_there and not _is_terminal(self._number)


def _number_of(file: TextIO | None) -> int:
    try:
        return file.fileno() if file is not None else -1
    except (OSError, ValueError):  # It is closed, or no file.
        return -1


def _is_terminal(number: int) -> bool:
    return number >= 0 and os.isatty(number)


class Output:
    """The terminal's output. Once it is gone what is written goes nowhere: Textual would wait for
    ever for room to write more.
    """

    def __init__(self, file: TextIO, gone: Callable[[], object]) -> None:
        """`gone` is called once, in the thread that writes."""
        self._file = file
        self._gone = gone
        self._is_gone = False

    def write(self, text: str) -> int:
        return self._try(lambda: self._file.write(text))

    def flush(self) -> None:
        self._try(self._file.flush)

    def _try(self, do: Callable[[], int | None]) -> int:
        if not self._is_gone:
            try:
                return do() or 0
            except (OSError, ValueError):
                self._is_gone = True
                self._gone()
        return 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)
