"""A directory of services by Open Referral UK, taken in as services of the organisations that are
on record. People and their numbers stay out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from db.kinds.importing import Taken
from db.kinds.whose import Whose
from spoc_tui.casework.dates.recurrence import read_rule
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.coming_in import Asked
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.prescribing.kept_out import has_nhs_number
from spoc_tui.casework.prescribing.service import FIRST_ASSURED, OLDEST_AGE
from spoc_tui.casework.prescribing.steps import ServiceStep
from spoc_tui.casework.text import compared, fold, shortened
from spoc_tui.registers.field_rows import FieldRow, OpenedRows, open_field_rows
from spoc_tui.registers.prescribing import DIRECTORY as COLUMNS
from spoc_tui.registers.prescribing import as_listed

__all__ = ["COLUMNS", "Lines", "opened"]

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.prescribing.service import Service

_SHOWN = 60
_WORDS = ("what", "lives_in", "for_whom", "cost", "how")
_LONGEST = {"lives_in": 300, "for_whom": 1_000, "cost": 300, "web": 300, "place": 300, "how": 300}
_TIME = re.compile(r"(\d{1,2}):(\d\d)")
_DEFUNCT = "It is defunct there: nobody is to be signposted to it."


def opened(path: Path) -> OpenedRows:
    """The directory, opened. BadInput where it is none."""
    found = open_field_rows(path, COLUMNS)
    rows = (as_listed(row) if isinstance(row, FieldRow) else row for row in found.rows)
    return OpenedRows(found.columns, rows, found.remarks)


class Lines:
    """Takes in each service that is not there: by its id in the directory, or by its name."""

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._store = store
        self._whose = Whose(store, asked)
        its = cast("list[Service]", store.declared("service").page(limit=-1))
        self._by_id = {one.external: one.reference for one in its if one.external}
        self._by_name = {
            (one.read_as(one.organisation), compared(one.name)): one.reference for one in its
        }
        self._own = {one.uid: one.reference for one in its}

    def what(self, row: FieldRow) -> str:
        """What it is called, in short; nothing of one in which a patient may be."""
        if any(map(has_nhs_number, row.typed.values())):
            return ""
        return shortened(row["name"], _SHOWN)

    def take(self, row: FieldRow) -> Taken:
        """Puts the service on record, unless it is there."""
        if not row["name"]:
            raise BadInput("It does not say what the service is called.")
        there = self._by_id.get(row["external"]) or self._own.get(row["external"])
        if there:
            return Taken(self.what(row), there, there=True)
        stands = _stands(row["status"])
        organisation = self._whose.of(row["organisation"])
        key = (organisation.uid, compared(row["name"]))
        if key in self._by_name:
            return Taken(self.what(row), self._by_name[key], there=True)
        typed, left_out = _typed(row)
        today = self._store.today()
        if "assured_on" in typed and not FIRST_ASSURED.isoformat() <= typed["assured_on"] <= (
            today.isoformat()
        ):
            del typed["assured_on"]
            left_out.append("the day on which it was assured, which is none that can be")
        typed |= {"organisation": organisation.uid, "stands": stands.value if stands else ""}
        made = self._store.declared("service").begin_typed(typed, said_back=False).record
        self._by_name[key] = made.reference
        if row["external"]:
            self._by_id[row["external"]] = made.reference
        why = f"Left out: {'; '.join(left_out)}." if left_out else ""
        return Taken(self.what(row), made.reference, why)

    def done(self) -> Sequence[str]:
        """Nothing is to be known of the list as a whole."""
        return ()


def _stands(status: str) -> ServiceStep | None:
    """Whether it runs; None where the list does not say, or as usual."""
    word = fold(status)
    if word in ("", "active", "open", "current", "live"):
        return None
    if word in ("defunct", "closed"):
        raise BadInput(_DEFUNCT)
    known = {one.open_referral: one for one in ServiceStep}
    if word not in known:
        raise BadInput(
            f"“{shortened(status, 40)}” is no status: active, inactive, temporarily closed or "
            "defunct."
        )
    return known[word]


def _typed(row: FieldRow) -> tuple[dict[str, str], list[str]]:
    """What is taken over, as it is typed, and what is left out."""
    typed = {name: row[name] for name in _WORDS if row[name]}
    typed |= {"name": row["name"], "external": row["external"], "web": row["web"]}
    typed |= {"postcode": row["postcode"][:20]}
    place = dict.fromkeys(filter(None, (row["place"], row["address"], row["city"])))
    typed["place"] = ", ".join(place)
    left: list[str] = []
    for name in ("youngest", "oldest"):
        if row[name].isdecimal() and int(row[name]) <= OLDEST_AGE:
            typed[name] = row[name]
        elif row[name] and fold(row[name]) not in ("all", "any", "all ages"):
            left.append(f"{name}, which is no age in years")
    if row["assured_on"]:
        typed["assured_on"] = row["assured_on"]
    if rule := ";".join(_rule(row)):
        try:
            typed["when"] = read_rule(rule, "when")
        except BadInput:
            left.append("when it is, which is no rule that can be")
    typed["hours"] = " to ".join(filter(None, map(_time, (row["opens"], row["closes"]))))
    for name, most in _LONGEST.items():
        if len(typed.get(name, "")) > most:
            typed[name] = shortened(typed[name], most)
            left.append(f"the end of {name.replace('_', ' ')}, which is very long")
    return typed, left


def _rule(row: FieldRow) -> Iterator[str]:
    if not row["freq"]:
        return
    yield f"FREQ={row['freq']}"
    if row["interval"]:
        yield f"INTERVAL={row['interval']}"
    if row["byday"]:
        yield f"BYDAY={row['byday']}"
    elif row["bymonthday"]:
        yield f"BYMONTHDAY={row['bymonthday']}"


def _time(text: str) -> str:
    found = _TIME.match(text)
    return f"{int(found[1]):02}:{found[2]}" if found else ""
