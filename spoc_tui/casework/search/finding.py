"""The hits of a search, and which part of each was typed."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from spoc_tui.casework.dates.when import from_iso, london_date, show_day
from spoc_tui.casework.organisations.names import name_key
from spoc_tui.casework.records.kinds import RECORD_KINDS
from spoc_tui.casework.records.urgency import marked
from spoc_tui.casework.text import fold, phone_digits

HEADINGS = {
    "organisation": "Organisations",
    "person": "People",
    **{kind.code: kind.heading for kind in RECORD_KINDS},
}
"""What can be looked for, in the order in which it is shown, and as it is headed."""
SEARCH_KINDS = tuple(HEADINGS)

# Compiled when first used, for the command line's sake.
_WORD = r"\w+(?:['’‘]\w+)*"


class Hit(NamedTuple):
    """One thing found."""

    kind: str
    """One of KINDS."""
    uid: str
    reference: str
    """What a record is called, of a kind that has references; otherwise blank."""
    name: str
    """The organisation's or person's name, or the record's subject."""
    matched: str
    """Where it was found, beside the name: the other name, role, postcode, caller …"""
    phone: str
    open: int
    """How many open enquiries it has (for a record: 1 while it is open)."""
    organisation_uid: str | None = None
    nearly: bool = False
    """It is only near to what was typed: nobody may take it for what was meant."""
    urgent: bool = False
    """Whether it is an enquiry that is urgent."""
    status: str = ""
    """The step at which a record with a reference stands: “with-team”."""
    came_at: str = ""
    """The moment it came in, as stored: received, logged or heard."""
    number: str = ""
    """What a record is called by beside its reference: “SLG-26-07”; mostly blank."""

    @property
    def named(self) -> str:
        """The number that a record is known by, or its reference; blank of what has neither."""
        return self.number or self.reference

    @property
    def title(self) -> str:
        """The name as a list shows it."""
        return marked(self.name) if self.urgent else self.name

    @property
    def on(self) -> date | None:
        """The day it came in. Told of what is shown alone: near midnight that takes time zones."""
        return london_date(from_iso(self.came_at)) if self.came_at else None

    @property
    def step(self) -> str:
        """The status in words: “with team”."""
        return self.status.replace("-", " ")

    @property
    def stands(self) -> str:
        """“with team, Thu 2 Apr 2026”; blank for an organisation or a person."""
        on = self.on
        return ", ".join(filter(None, (self.step, show_day(on) if on else "")))


def parts_matched(text: str, typed: str) -> list[tuple[int, int]]:
    """Which parts of a text were typed, as (start, end), in order: word beginnings, or digits."""
    digits = phone_digits(typed)
    if len(digits) >= 3 and not any(letter.isalpha() for letter in typed):
        return _digits_matched(text, digits)
    wanted = sorted(name_key(typed).split(), key=len, reverse=True)
    found = []
    for word in re.finditer(_WORD, text):
        folded = fold(word[0])
        begun = "st" if folded == "saint" else folded
        for part in wanted:
            if begun.startswith(part):
                whole = len(part) >= len(begun)
                end = word.end() if whole else min(word.start() + len(part), word.end())
                found.append((word.start(), end))
                break
    return found


def _digits_matched(text: str, digits: str) -> list[tuple[int, int]]:
    """Where the digits are in the text, whatever is between them."""
    for wanted in (digits, digits.removeprefix("0")):
        match = re.search(r"[\s()-]*".join(wanted), text)
        if match:
            return [match.span()]
    return []
