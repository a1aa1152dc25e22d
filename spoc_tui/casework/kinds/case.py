"""A declared record in full: with its timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.kinds.record import DeclaredRecord
    from spoc_tui.casework.records.event import Event
    from spoc_tui.casework.records.link import DescribedLink
    from spoc_tui.casework.records.promise import Promise


class DeclaredCase(NamedTuple):
    """A record of any declared kind with all that belongs to it."""

    kind: Kind[Any]
    record: DeclaredRecord
    timeline: tuple[Event, ...]
    links: tuple[DescribedLink, ...] = ()

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
