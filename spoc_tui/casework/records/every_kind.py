"""What the records of a kind are in words, said by the kind: casework/SUBJECT/kind.py, imported
when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from spoc_tui.casework.records.kinds import PACKAGE_OF

if TYPE_CHECKING:
    from spoc_tui.casework.records.owed import Owed


class Greeting(NamedTuple):
    """The facts of an organisation that are worth knowing before saying hello."""

    text: str
    late: bool = False
    """Whether somebody is late with it."""


def _nothing_owed(one: Any, organisation_uid: str) -> Iterator[Owed]:
    yield from ()


@dataclass(frozen=True, kw_only=True)
class InWords:
    """The records of a kind written by hand that an organisation has, beside its enquiries."""

    heading: str
    """Above the open ones beside a call."""
    line: Callable[[Any, str, date], str]
    """One of those, with the organisation's uid and today."""
    greeting: Callable[[Sequence[Any], str, date], Iterator[Greeting]]
    """What of the open ones is to be known before saying hello."""
    counted: Callable[[int], str] = lambda count: ""
    """How many are open, where no greeting says it."""
    owed_by_council: Callable[[Any, str], Iterator[Owed]] = _nothing_owed
    """What the council owes on one to the organisation of that uid."""
    owed_by_others: Callable[[Any, str], Iterator[Owed]] = _nothing_owed


def in_words(kind: str) -> InWords:
    """The words of a kind for its records, by its code."""
    found: InWords = import_module(f"spoc_tui.casework.{PACKAGE_OF[kind]}.kind").IN_WORDS
    return found
