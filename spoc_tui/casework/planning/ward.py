"""A ward, by the name that organisations carry: its shelf, windows, groups, councillors, sums."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.planning.scheme import Step
from spoc_tui.casework.text import fold

if TYPE_CHECKING:
    from spoc_tui.casework.organisations.organisation import Contact, Organisation
    from spoc_tui.casework.planning.scheme import Scheme
    from spoc_tui.casework.planning.window import Window

_HALLS = ("hall", "centre", "center", "church", "chapel", "mosque", "temple", "gurdwara", "rooms")


class Sums(NamedTuple):
    """Sums in pence of a ward; of what is not known nothing is in them."""

    indicative: int
    """By homes, of its windows."""
    secured: int
    """Of its schemes, as the agreements have it."""
    agreed: int
    received: int
    allocated: int
    spent: int


@dataclass(frozen=True)
class Ward:
    """What is known of a ward."""

    name: str
    schemes: tuple[Scheme, ...]
    windows: tuple[Window, ...]
    organisations: tuple[Organisation, ...]
    """Those that are active, by name."""
    councillors: tuple[Contact, ...]
    today: date

    @property
    def shelf(self) -> tuple[Scheme, ...]:
        """The schemes that wait for an application."""
        return tuple(one for one in self.schemes if one.status is Step.ON_SHELF)

    @property
    def halls(self) -> tuple[Organisation, ...]:
        """Its organisations that have a hall by their name or kind."""
        return tuple(
            one
            for one in self.organisations
            if {*_HALLS} & {*fold(f"{one.name} {one.kind}").split()}
        )

    @property
    def sums(self) -> Sums:
        """Of all its windows and schemes; a site in two wards is in the sums of both."""
        return Sums(
            *(
                _total(getattr(one, name) for one in rows)
                for name, rows in (
                    ("indicative", self.windows),
                    ("secured_sum", self.schemes),
                    ("agreed_sum", self.windows),
                    ("received_sum", self.windows),
                    ("allocated_sum", self.windows),
                    ("spent_sum", self.windows),
                )
            )
        )


def _total(sums: Iterable[int | None]) -> int:
    return sum(one for one in sums if one is not None)
