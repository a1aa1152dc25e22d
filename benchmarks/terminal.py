"""A pseudo-terminal to run a full-screen program in and watch what it writes (POSIX only)."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

COLUMNS, LINES = 120, 40
ESCAPES = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor, modes
    rb"|\x1b[\]PX^_].*?(?:\x07|\x1b\\)"  # OSC, DCS and other strings
    rb"|\x1b[ -/]*[0-~]",
    re.DOTALL,
)


class MarkerNotSeen(Exception):
    """The program ended or ran out of time before its marker was on the screen."""


def terminal_env(env: Mapping[str, str] = os.environ) -> dict[str, str]:
    """That environment as in an ordinary colour terminal, with compiled modules kept."""
    dropped = {"NO_COLOR", "COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE"}
    kept = {name: value for name, value in env.items() if name not in dropped}
    return kept | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


def visible_text(output: bytes) -> str:
    """What was written, without escape sequences."""
    return ESCAPES.sub(b"", output).decode("utf-8", errors="replace")


class Spent(NamedTuple):
    """What a program took."""

    seconds: float
    """From its start until the marker was on the screen."""
    processor: float
    """Seconds of the processor, until it ended."""
    peak: int
    """Memory, in bytes."""


def time_to_marker(
    argv: Sequence[str],
    marker_regex: str,
    env: Mapping[str, str],
    *,
    timeout: float = 30.0,
    settle: float = 0.5,
) -> tuple[float, int]:
    """Seconds from process start until the marker is on the screen, and peak memory in bytes."""
    spent = spent_to_marker(argv, marker_regex, env, timeout=timeout, settle=settle)
    return spent.seconds, spent.peak


def spent_to_marker(
    argv: Sequence[str],
    marker_regex: str,
    env: Mapping[str, str],
    *,
    timeout: float = 30.0,
    settle: float = 0.5,
) -> Spent:
    """What it takes until the marker is on the screen.

    The program then runs on for `settle` seconds, so that memory taken just after the
    first paint is counted too, and is killed with its process group.
    """
    marker = re.compile(marker_regex)
    started = time.perf_counter()
    child, ours = _start(argv, env)
    output = b""
    seconds: float | None = None
    try:
        deadline = started + timeout
        while (chunk := _read(ours, deadline)) is not None:
            output += chunk
            if seconds is None and marker.search(visible_text(output)):
                now = time.perf_counter()
                seconds, deadline = now - started, now + settle
    finally:
        used = _kill(child)
        os.close(ours)
    if seconds is None:
        raise MarkerNotSeen(
            f"{marker_regex!r} not seen; the end was: {visible_text(output)[-600:]}"
        )
    return Spent(seconds, *used)


class Running:
    """A program that is typed into; to be closed."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str]) -> None:
        self._child, self._terminal = _start(argv, env)

    def painted_after(self, keys: str, *, quiet: float = 0.25, at_most: float = 10.0) -> float:
        """Types the keys; seconds until it wrote the last of what it shows for them, after which it
        is quiet for so long.
        """
        typed = last = time.perf_counter()
        os.write(self._terminal, keys.encode())
        while last < typed + at_most and _read(self._terminal, time.perf_counter() + quiet):
            last = time.perf_counter()
        return last - typed

    def close(self) -> None:
        _kill(self._child)
        os.close(self._terminal)


def _start(argv: Sequence[str], env: Mapping[str, str]) -> tuple[subprocess.Popen[bytes], int]:
    """The program at work, and our end of its terminal."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    child = subprocess.Popen(
        argv, stdin=theirs, stdout=theirs, stderr=theirs, env=env, start_new_session=True
    )
    os.close(theirs)
    return child, ours


def _read(terminal: int, deadline: float) -> bytes | None:
    """What the program writes next; None once it has ended or the deadline has passed."""
    remaining = deadline - time.perf_counter()
    if remaining <= 0 or not select.select([terminal], [], [], remaining)[0]:
        return None
    try:
        return os.read(terminal, 65536) or None
    except OSError:  # Linux: the other end is closed
        return None


def _kill(child: subprocess.Popen[bytes]) -> tuple[float, int]:
    """End the program and all it started; its seconds of processor and its peak memory in bytes."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return usage.ru_utime + usage.ru_stime, peak
