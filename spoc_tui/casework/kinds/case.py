"""A declared record in full: with its timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from spoc_tui.casework.records.references import with_number

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.kinds.record import DeclaredRecord
    from spoc_tui.casework.records.event import Event
    from spoc_tui.casework.records.link import DescribedLink
    from spoc_tui.casework.records.promise import Promise


class BegunRecord(NamedTuple):
    """Another record that began by what was done."""

    kind: str
    """The code of its kind."""
    uid: str
    reference: str
    number: str = ""
    """Its own, where it has one."""

    @property
    def named(self) -> str:
        """“DEC-26-0007 (SLG-26-07)”."""
        return with_number(self.reference, self.number)


class DeclaredCase(NamedTuple):
    """A record of any declared kind with all that belongs to it."""

    kind: Kind[Any]
    record: DeclaredRecord
    timeline: tuple[Event, ...]
    links: tuple[DescribedLink, ...] = ()
    begun: tuple[BegunRecord, ...] = ()
    """The others that began by the act that left it so."""

    @property
    def kind_code(self) -> str:
        """The code of its kind."""
        return self.kind.code

    @property
    def promises(self) -> tuple[Promise, ...]:
        return self.record.promises

    @property
    def open_promises(self) -> tuple[Promise, ...]:
        return self.record.open_promises
