"""What speaks for or against a declared record: links of other records to it, and what may be one
once the officer takes it.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from spoc_tui.casework.records.link import Says


class Evidence(NamedTuple):
    """Another record that speaks for or against one."""

    uid: str
    kind: str
    reference: str
    says: Says
    words: str
    on: date
    publish: bool | None
    """Whether it may be published; None: not asked yet."""
    organisation: str = ""
    """The uid of whose it is, as it was recorded; blank: nobody's."""

    @property
    def described(self) -> str:
        """“PAY-26-0001: 52 days late”."""
        return f"{self.reference}: {self.words}" if self.words else self.reference


class Offer(NamedTuple):
    """A record that is offered as evidence, and was neither taken nor declined."""

    uid: str
    kind: str
    reference: str
    words: str
    on: date
    """Since when it speaks: it is offered from that day."""
