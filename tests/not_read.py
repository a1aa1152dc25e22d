"""What a page says of what could not be read."""

from __future__ import annotations

import re

from failing import fail

FAILED = "the program itself failed"
UNDER_WAY = re.compile(r"ing …")
"""“Counting …”, “looking …”: what a page says for as long as it is read."""


def failing_wrongly() -> Exception:
    try:
        fail()
    except Exception as error:
        return error
