"""Standing answers: what of a list is always taken, or never, where something else is here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.lists.facts import describe_field
from spoc_tui.casework.lists.said import FACTS
from spoc_tui.casework.text import fold


class Answer(StrEnum):
    """What is done where a list says something else than is here."""

    TAKEN = "taken"
    LEFT = "left"

    @property
    def words(self) -> str:
        """As a standing answer: “always taken”."""
        return {"taken": "always taken", "left": "never taken"}[self.value]

    @property
    def verb(self) -> str:
        """“Always take”, “Never take”."""
        return {"taken": "Always take", "left": "Never take"}[self.value]


Answers = Mapping[str, Answer]
"""The standing answers of one list, by fact (casework/lists/said.py)."""
NO_ANSWERS: Answers = {}
_MEANT = {fold(described): fact for fact in FACTS for described in (fact, describe_field(fact))}


def read_fact(typed: str) -> str:
    """A fact by its name or as it is shown: “e-mail”, “income”. BadInput names what there is."""
    if fact := _MEANT.get(fold(typed)):
        return fact
    known = ", ".join(map(describe_field, FACTS))
    raise BadInput(f"A list has no field “{typed[:60]}”. Name one of: {known}.", field="field")
