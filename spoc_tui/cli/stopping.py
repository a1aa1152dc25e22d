"""Says how far slow work is, and stops it on Ctrl+C where it may be stopped: between two of its
steps.
"""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click

from spoc_tui.casework.lists.importing import Progress, Tell

STOPPING = "\nStopping: none of it is kept. This takes a moment."


@contextmanager
def progress_shown(*, quiet: bool) -> Iterator[Tell]:
    """Says on the standard error how far it is, where somebody sits there."""
    if quiet or not sys.stderr.isatty():
        yield lambda progress: None
        return
    began, described = time.monotonic(), False

    def tell(progress: Progress) -> None:
        nonlocal described
        described = True
        click.echo(f"\r{progress.described(time.monotonic() - began):<78}", nl=False, err=True)

    yield tell
    if described:
        click.echo(err=True)


@contextmanager
def stopped_between(tell: Tell) -> Iterator[Tell]:
    """What is to be told how far the work is: after Ctrl+C it raises KeyboardInterrupt, and so
    never in the middle of a step. Once it has, Ctrl+C is not heard until all is tidied up; a second
    one before that stops the work wherever it is.
    """
    heard = signal.getsignal(signal.SIGINT) is not signal.SIG_IGN  # as it is behind nohup
    if not heard or threading.current_thread() is not threading.main_thread():
        yield tell
        return
    asked = raised = False

    def ask(number: int, frame: FrameType | None) -> None:
        nonlocal asked, raised
        if raised:
            return
        if asked:
            raised = True
            raise KeyboardInterrupt
        asked = True
        click.echo(STOPPING, err=True)

    def tell_or_stop(progress: Progress) -> None:
        nonlocal raised
        if asked:
            raised = True
            raise KeyboardInterrupt
        tell(progress)

    usual = signal.signal(signal.SIGINT, ask)
    try:
        yield tell_or_stop
    finally:
        signal.signal(signal.SIGINT, usual)
