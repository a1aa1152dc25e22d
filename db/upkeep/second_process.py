"""Work on a database in a process of its own: no window waits for it, and it can be stopped."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

LOOK_SECONDS = 0.1


def answer_of(module: str, *arguments: str, going_on: Callable[[], object] | None = None) -> Any:
    """What a module prints as JSON where it is run with these arguments; OSError or ValueError
    where its process could not be begun, or did not come to its end. `going_on` is called ten times
    a second: by raising it stops the process.
    """
    with subprocess.Popen(
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as child:
        try:
            said = _said(child, going_on)
        except BaseException:
            child.kill()
            raise
    return json.loads(said)


def _said(child: subprocess.Popen[bytes], going_on: Callable[[], object] | None) -> bytes:
    while going_on is not None:
        try:
            return child.communicate(timeout=LOOK_SECONDS)[0]
        except subprocess.TimeoutExpired:
            going_on()
    return child.communicate()[0]
