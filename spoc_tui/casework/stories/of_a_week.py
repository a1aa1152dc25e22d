"""What a story begins with that a week's summary told first."""

from __future__ import annotations

import re
from collections.abc import Mapping

from spoc_tui.casework.text import one_line, shortened

AREA = "stories"
LONGEST = 200
_SENTENCE = re.compile(r"(?<=[.!?])\s")


def of_a_week(words: str, period: str) -> Mapping[str, str]:
    """The fields of a story as they are typed: its angle is the first sentence of the words, its
    notes are all of them, and where they were told.
    """
    first = _SENTENCE.split(one_line(words), maxsplit=1)[0].rstrip(".")
    return {"angle": shortened(first, LONGEST), "notes": f"{words.strip()}\n(told in {period})"}
