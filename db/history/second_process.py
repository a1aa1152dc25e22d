"""A second process, which works something out while this one writes: two processors are used where
there are two. Nothing depends on it; where it cannot be had, or ends, all is worked out here.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, TypeVar

Kept = TypeVar("Kept")
Given = TypeVar("Given")
Found = TypeVar("Found")
Work = Callable[[Any], Any]
Question = tuple[Work, Any, bool]
"""What is to be done with what, and whether the second process was asked."""
_ENDED = (OSError, EOFError, pickle.UnpicklingError)
"""What says that the second process is no more."""


class SecondProcess:
    """Works out one thing at a time: asked, then answered, and only then asked again. (Were both
    to send at once, and neither to read, each would wait for the other.)
    """

    def __init__(self) -> None:
        self._asked: list[Question] = []
        self._process: subprocess.Popen[bytes] | None = None
        self._has_begun = False

    def begin(self) -> None:
        """From now on in a second process, where there are two processors; it takes a third of a
        second to be there.
        """
        if self._has_begun or not sys.executable or (os.cpu_count() or 1) < 2:
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

    def each(
        self, work: Callable[[Given], Found], given: Iterable[tuple[Kept, Given]]
    ) -> Iterator[tuple[Kept, Found]]:
        """What a function of a module makes of each of these, beside what is kept of it here; all
        of it can be pickled. The next one is taken, and worked out, while this one is used.
        """
        kept = list[Kept]()
        for keep, one in given:
            found = [(last, self._answer()) for last in kept]
            self._ask(work, one)
            kept = [keep]
            yield from found
        for last in kept:
            yield last, self._answer()

    def _ask(self, work: Work, given: Any) -> None:
        sent = False
        if self._process is not None and self._process.stdin is not None:
            try:
                _put((work, given), self._process.stdin)
                sent = True
            except _ENDED:
                self.end()
        self._asked.append((work, given, sent))

    def _answer(self) -> Any:
        """The answer to what was asked; errors are those of the work."""
        work, given, sent = self._asked.pop()
        if sent and self._process is not None and self._process.stdout is not None:
            try:
                return pickle.load(self._process.stdout)
            except _ENDED:
                self.end()
        return work(given)

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
def second_process() -> Iterator[SecondProcess]:
    """Within, a second process that may be begun."""
    found = SecondProcess()
    try:
        yield found
    finally:
        found.end()


def _put(what: object, pipe: IO[bytes]) -> None:
    pickle.dump(what, pipe, pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def _serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Of the second process: answers until nobody asks any more."""
    gc.disable()  # nothing that is worked out points back to itself
    while True:
        work, given = pickle.load(asked)
        _put(work(given), answers)


if __name__ == "__main__":
    # What it cannot do it leaves to the first, which says why.
    with suppress(Exception):
        _serve(sys.stdin.buffer, sys.stdout.buffer)
