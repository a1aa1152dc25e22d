"""The word lists of the package's data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


def words(name: str) -> tuple[str, ...]:
    """The words of one list, in their order."""
    return tuple(" ".join(word.split()) for word in _lists()[name].split(","))


@cache
def _lists() -> Mapping[str, str]:
    source = resources.files("spoc_tui.demo") / "data" / "words.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))
