"""Codes that are stored and typed, with the words that are shown."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from spoc_tui.casework.errors import BadInput


class Worded(StrEnum):
    """A code that is stored and typed, with the words the officer sees."""

    @property
    def words(self) -> str:
        """As shown on screens and in documents."""
        return self.value.replace("-", " ")

    @property
    def short(self) -> str:
        """The words, as few as a narrow column takes."""
        return self.words

    @classmethod
    def read(cls, text: str, *, field: str, what: str = "") -> Self:
        """The member whose code or words these are; BadInput lists the choices, and names what it
        was to be, if not as the field.
        """
        wanted = text.strip().lower().replace(" ", "-").replace("_", "-")
        for member in cls:
            if wanted in (member.value, member.words.lower().replace(" ", "-")):
                return member
        choices = ", ".join(member.value for member in cls if member.value)
        raise BadInput(
            f"“{text}” is not a known {what or field}. Choose one of: {choices}.", field=field
        )
