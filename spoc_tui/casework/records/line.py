"""A record of a declared kind, as lists of records of every kind show it."""

from __future__ import annotations

from typing import NamedTuple


class RecordLine(NamedTuple):
    """A record of a declared kind, in short."""

    uid: str
    kind: str
    reference: str
    subject: str
    status: str
    """The code of its step."""
    is_open: bool
    organisation_uid: str | None
    organisation: str | None
    """The organisation's name, as it is read today."""

    number: str
    """What it is called by beside its reference: “SLG-26-07”; mostly blank."""

    team: str | None = None

    @property
    def named(self) -> str:
        """The number that it is known by, or its reference where it has none."""
        return self.number or self.reference

    @property
    def who(self) -> str:
        return self.organisation or ""

    @property
    def organisations(self) -> str:
        return self.who

    @property
    def stands(self) -> str:
        """The step in words."""
        return self.status.replace("-", " ")
