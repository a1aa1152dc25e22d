"""Words that go out, without the names of organisations that did not agree to be named."""

from __future__ import annotations

import re
from collections.abc import Iterable

AN_ORGANISATION = "an organisation"
"""As one is called that did not agree to be named."""


def without_names(words: str, names: Iterable[str], instead: str = AN_ORGANISATION) -> str:
    """Words in which each of these names is said otherwise, however it is written."""
    for name in names:
        spaced = r"\s+".join(map(re.escape, name.split()))
        words = re.sub(rf"(?<!\w){spaced}(?!\w)", instead, words, flags=re.IGNORECASE)
    return words
