"""Monthly counts of referrals, put down on the services of the organisations that they are of. No
line that is refused is kept or repeated anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from db.kinds.importing import Taken
from db.kinds.whose import Whose
from spoc_tui.casework.dates.months import show_month
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.coming_in import Asked, Held
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.prescribing.rows import Counts
from spoc_tui.casework.prescribing.steps import Source
from spoc_tui.casework.text import compared, fold
from spoc_tui.registers.field_rows import FieldRow, OpenedRows
from spoc_tui.registers.prescribing import COUNTS as COLUMNS
from spoc_tui.registers.prescribing import open_counts

__all__ = ["COLUMNS", "Lines", "opened"]

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.organisations.organisation import Organisation
    from spoc_tui.casework.prescribing.service import Service

NUMBERS: Mapping[str, str] = {
    "referred": "Referred",
    "accepted": "Accepted",
    "turned_away": "Turned away",
    "started": "Started",
}
MADE = "Social prescribing"
"""What a service is called that counts make, where the list does not say it."""
MOST = 100_000
_SOURCES = {
    **{one.value: one for one in Source},
    **{one.words: one for one in Source},
    **dict.fromkeys(("gp practice", "practice", "general practice", "surgery"), Source.GP),
    **dict.fromkeys(("link worker", "primary care", "primary care network"), Source.PCN),
    **dict.fromkeys(("adult social care", "local authority", "medway council"), Source.COUNCIL),
    **dict.fromkeys(("self referral", "self", "themselves"), Source.SELF),
}


def opened(path: Path) -> OpenedRows:
    """The list, opened. BadInput where it is none, or has a column for patients."""
    return open_counts(path)


class Lines:
    """Takes the counts of each month that is not there yet."""

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._store = store
        self._whose = Whose(store, asked)
        self._made = list[str]()

    def what(self, row: FieldRow) -> str:
        """Whose counts of which month, as far as that is on record: nothing else is repeated."""
        its = self._whose.known(row["organisation"])
        return f"{its.name}, {_month(row)}" if its else ""

    def take(self, row: FieldRow) -> Taken:
        """Puts the counts down on the service."""
        new = _counts(row)
        if new.month > self._store.today():
            raise BadInput(f"{show_month(new.month)} is to come: nobody was referred in it yet.")
        organisation = self._whose.of(row["organisation"], counts=True)
        service = self._service(organisation, row["service"])
        services = self._store.declared("service")
        if service is None:
            typed = {"organisation": organisation.uid, "name": row["service"] or MADE}
            service = cast("Service", services.begin_typed(typed, said_back=False).record)
            self._made.append(service.reference)
        there = next(
            (
                one
                for one in service.counts
                if (one.month, one.from_whom) == (new.month, new.from_whom)
            ),
            None,
        )
        if there is not None:
            if all(getattr(there, name) == getattr(new, name) for name in NUMBERS):
                return Taken(self.what(row), service.reference, there=True)
            raise BadInput(
                f"{service.reference} has other counts of {show_month(new.month)} already. Look "
                "which are right, and correct them there."
            )
        given = {name: getattr(new, name) for name in services.acts["count"].asks}
        services.do(service.uid, "count", given)
        return Taken(self.what(row), service.reference)

    def done(self) -> Sequence[str]:
        """Says which services were made."""
        if not self._made:
            return ()
        made = ", ".join(self._made)
        return (f"Put on record for organisations that had no service: {made}.",)

    def _service(self, organisation: Organisation, named: str) -> Service | None:
        """The service of the organisation that is meant; None: it has none yet. Held where it has
        several, or none of that name.
        """
        its = [
            cast("Service", one)
            for one in self._store.declared("service").page(open_only=True, limit=-1)
            if one.read_as(one.organisation) == organisation.uid
        ]
        if named:
            same = [one for one in its if compared(one.name) == compared(named)]
            if len(same) == 1:
                return same[0]
        elif len(its) == 1:
            return its[0]
        if not its:
            return None
        names = ", ".join(f"{one.name} ({one.reference})" for one in its)
        raise Held(
            f"{organisation.name} has {names}. Say in the list which of these is meant, by just "
            "its name, or put another on record."
        )


def _month(row: FieldRow) -> str:
    return show_month(date.fromisoformat(row["month"]))


def _counts(row: FieldRow) -> Counts:
    numbers = {name: _number(row[name], label) for name, label in NUMBERS.items()}
    if numbers["referred"] is None:
        raise BadInput("It does not say how many were referred.")
    from_whom = None
    if row["from_whom"]:
        from_whom = _SOURCES.get(fold(row["from_whom"]))
        if from_whom is None:
            raise BadInput(
                "It does not say from whom in a word that is known here: PCN, GP, hospital, "
                "council, self or other."
            )
    return Counts(
        month=date.fromisoformat(row["month"]),
        from_whom=from_whom,
        referred=numbers["referred"],
        accepted=numbers["accepted"],
        turned_away=numbers["turned_away"],
        started=numbers["started"],
        source=row["source"],
    )


def _number(text: str, label: str) -> int | None:
    """A whole number; None where the cell is blank. What is none is not repeated."""
    bare = text.replace(",", "").removesuffix(".0")
    if not bare:
        return None
    if not (bare.isascii() and bare.isdecimal()) or len(bare) > 6 or int(bare) > MOST:
        raise BadInput(
            f"{label} is no whole number from 0 to {MOST:,}. What was only about so many is not "
            "counted: ask for the number, or leave it blank."
        )
    return int(bare)
