"""A second process, which works something out while this one writes: two processors are used where
there are two. Nothing depends on it; where it cannot be had, or ends, all is worked out here.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, Generic, TypeVar

Given = TypeVar("Given")
Found = TypeVar("Found")
_ENDED = (OSError, EOFError, pickle.UnpicklingError)
"""What says that the second process is no more."""


class Beside(Generic[Given, Found]):
    """Works out one thing at a time: asked, then answered, and only then asked again. (Were both
    to send at once, and neither to read, each would wait for the other.)
    """

    def __init__(self, work: Callable[[Given], Found]) -> None:
        """`work` is a function of a module, and what it is given and finds can be pickled."""
        self._work = work
        self._asked: list[Given] = []
        self._process: subprocess.Popen[bytes] | None = None
        self._has_begun = False

    def begin(self) -> None:
        """From now on in a second process, where there are two processors; before anything is
        asked. It takes a third of a second to be there.
        """
        if self._has_begun or (os.cpu_count() or 1) < 2:
            return
        self._has_begun = True
        with suppress(OSError):
            # No fork, which other systems have not; nor multiprocessing, which would run whatever
            # program this is once more. Out of the terminal's reach: who is asked to stop is this.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        self._send(self._work)

    def ask(self, given: Given) -> None:
        """Something to be worked out."""
        self._asked.append(given)
        self._send(given)

    def answer(self) -> Found:
        """What was found of what was asked last; errors are those of the work."""
        given = self._asked.pop()
        if self._process is not None and self._process.stdout is not None:
            try:
                found: Found = pickle.load(self._process.stdout)
                return found
            except _ENDED:
                self.end()
        return self._work(given)

    def _send(self, what: object) -> None:
        if self._process is not None and self._process.stdin is not None:
            try:
                _put(what, self._process.stdin)
            except _ENDED:
                self.end()

    def end(self) -> None:
        """Ends the second process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):  # it has not read what it was sent
                    pipe.close()  # type: ignore[union-attr]
            process.wait()


@contextmanager
def beside(work: Callable[[Given], Found]) -> Iterator[Beside[Given, Found]]:
    """Within, something that does this work."""
    found = Beside(work)
    try:
        yield found
    finally:
        found.end()


def _put(what: object, pipe: IO[bytes]) -> None:
    pickle.dump(what, pipe, pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def _serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Of the second process: answers until nobody asks any more."""
    work: Callable[[Any], Any] = pickle.load(asked)
    while True:
        _put(work(pickle.load(asked)), answers)


if __name__ == "__main__":
    # What it cannot do it leaves to the first, which says why.
    with suppress(Exception):
        _serve(sys.stdin.buffer, sys.stdout.buffer)
