"""Notices taken in as opportunities: one ocid is one, however many releases it has; what changed is
changed, and a closing day that moved is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from db.kinds.importing import Taken
from spoc_tui.casework.buying.steps import Buys, Notice, WithTax
from spoc_tui.casework.dates.in_cells import day_in_cell
from spoc_tui.casework.dates.when import show_day, show_day_and_time
from spoc_tui.casework.errors import Ambiguous, BadInput, NotFound
from spoc_tui.casework.kinds.clocks import after
from spoc_tui.casework.kinds.coming_in import Asked, Held
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.text import compared, fold, shortened
from spoc_tui.registers.field_rows import FieldRow, OpenedRows
from spoc_tui.registers.notices import moment_as_typed, open_notices, pounds_as_typed

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.buying.opportunity import Opportunity

_SHOWN, FAR = 60, 12
_AWARDS = ("award", "contract", "uk5", "uk6", "uk7", "implementation")
_NOTICES = (
    ("uk1", Notice.PIPELINE),
    ("pipeline", Notice.PIPELINE),
    ("uk2", Notice.ENGAGEMENT),
    ("engagement", Notice.ENGAGEMENT),
    ("preprocurement", Notice.ENGAGEMENT),
    ("uk3", Notice.PLANNED),
    ("planned", Notice.PLANNED),
)
_GONE = ("cancelled", "withdrawn", "unsuccessful")
_BUYS = {"services": Buys.SERVICES, "goods": Buys.GOODS, "supplies": Buys.GOODS}
_BUYS |= {"works": Buys.WORKS}


def opened(path: Path) -> OpenedRows:
    """The list, opened. BadInput where it is none."""
    return open_notices(path)


class Lines:
    """Takes notices. What the officer says is, by a buyer in the list, the team it is."""

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._store = store
        self._said = {compared(name): of for name, of in asked.said.items()}
        team = asked.given.get("team", "")
        self._usual = store.council.find_team(team).uid if team else ""
        self._only = fold(asked.given.get("buyer", "")).replace(" ", "")
        told = (row for row in rows if isinstance(row, FieldRow))
        self._newest = {
            row["notice_id"]: row.line for row in sorted(told, key=lambda row: row["date"])
        }
        """By ocid, the line of its last release: of several of one moment the last in the list."""
        self._far = asked.given.get("far", "").strip().lower() in ("yes", "y")

    def what(self, row: FieldRow) -> str:
        """What is bought, in short."""
        return shortened(row["title"], _SHOWN)

    def take(self, row: FieldRow) -> Taken:
        """Puts the notice on record, or changes what is there of the same ocid."""
        self._require_wanted(row)
        typed, remarks = self._typed(row)
        there = self._there(row["notice_id"])
        if there is not None:
            return self._change(row, there, typed, remarks)
        if fold(row["status"]) in _GONE:
            raise BadInput(f"It is {row['status'][:30]}: nobody can bid for it.")
        if "call-off" in _method(row) or "call off" in _method(row):
            raise Held(
                "It is a call-off: only those on its framework can bid. If it is of use to the "
                "sector, put it on record by hand."
            )
        if typed.get("closes", "9999")[:10] < self._store.today().isoformat():
            day = date.fromisoformat(typed["closes"][:10])
            raise BadInput(f"It closed on {show_day(day)}: nobody can bid for it any more.")
        typed["team"] = self._team(row["buyer"])
        typed["heard"] = self._store.today().isoformat()
        records = self._store.declared("opportunity")
        made = records.begin_typed(typed, said_back=False).record
        return Taken(self.what(row), made.reference, " ".join(remarks))

    def done(self) -> Sequence[str]:
        """Nothing is to be known of the list as a whole."""
        return ()

    def _require_wanted(self, row: FieldRow) -> None:
        if not row["notice_id"]:
            raise BadInput("It has no ocid or number: it would be imported again each time.")
        if not row["title"]:
            raise BadInput("It does not say what is bought.")
        tags = fold(row["tag"]).split()
        awarded = "award" in fold(f"{row['type']} {row['status']}")
        if awarded or any(tag.startswith(_AWARDS) for tag in tags):
            raise BadInput("It is a notice of an award, or of a contract: it is decided already.")
        if self._only:
            places = fold(f"{row['buyer']} {row['postcodes']}").replace(" ", "")
            if self._only not in places:
                raise BadInput("It is of another buyer than you asked for.")

    def _typed(self, row: FieldRow) -> tuple[dict[str, str], list[str]]:
        """What is typed into a record for it, and what is to be known of it."""
        closes, remark = moment_as_typed(row["closes"], row["closing_time"])
        asks, _ = moment_as_typed(row["questions_by"])
        self._require_near(closes)
        typed = {
            "title": shortened(row["title"], 300),
            "notice": _notice(row).value,
            "notice_id": row["notice_id"],
            "what_for": row["what_for"],
            "closes": closes,
            "questions_by": asks,
        }
        typed |= {name: _day(row[name]) for name in ("starts", "ends")}
        published = _day(row["date"])
        if published and date.fromisoformat(published) <= self._store.today():
            typed["published"] = published
        if category := _BUYS.get(fold(row["category"])):
            typed["buys"] = category.value
        remarks = [remark] if remark else []
        gross, net = pounds_as_typed(row["gross"]), pounds_as_typed(row["amount"])
        if row["currency"] and row["currency"].upper() != "GBP":
            remarks.append(f"Its estimate is in {row['currency'][:10]}, and is left out.")
        elif gross or net:
            typed["estimate"] = gross or net
            if gross:
                typed["tax"] = WithTax.WITH.value
            elif row["gross"]:
                typed["tax"] = WithTax.WITHOUT.value
        else:
            remarks.append("It says no value.")
        if not closes and _notice(row).is_tender:
            remarks.append("It says no closing day.")
        return {name: value for name, value in typed.items() if value}, remarks

    def _require_near(self, closes: str) -> None:
        if not closes or self._far:
            return
        day = date.fromisoformat(closes[:10])
        if day > after("Today", self._store.today(), FAR, "months").day:
            raise Held(
                f"It closes on {show_day(day)}, over a year ahead: is the year right? "
                "If it is, import the list again and say that days far ahead are meant."
            )

    def _there(self, ocid: str) -> Opportunity | None:
        found = self._store.connection.execute(
            "SELECT uid FROM buying_opportunity WHERE notice_id = ? AND removed_at IS NULL LIMIT 1",
            [ocid],
        ).fetchone()
        if found is None:
            return None
        return cast("Opportunity", self._store.declared("opportunity").get(found[0]).record)

    def _change(
        self, row: FieldRow, one: Opportunity, typed: Mapping[str, str], remarks: Sequence[str]
    ) -> Taken:
        """Changes what a later release says otherwise; of a release that is not the last of its
        notice in the list, the closing day alone. A day that was replaced before is of an earlier
        release, of which nothing is taken.
        """
        seen = {_kept(each.closed) for each in one.deadlines}
        if not one.is_open or (
            typed.get("closes") in seen and typed["closes"] != _kept(one.closes)
        ):
            return Taken(self.what(row), one.reference, there=True)
        records = self._store.declared("opportunity")
        is_newest = self._newest[row["notice_id"]] == row.line
        taken = typed.keys() - {"published", "notice_id"} if is_newest else {"closes"}
        told = {name: value for name, value in typed.items() if name in taken}
        if not told:
            return Taken(self.what(row), one.reference, there=True)
        before = one.closes
        after_it = cast("Opportunity", records.edit(one.reference, told).record)
        if fold(row["status"]) in _GONE:
            remarks = [f"It is {row['status'][:30]} now: close it.", *remarks]
        elif after_it == one:
            return Taken(self.what(row), one.reference, there=True)
        if after_it.closes != before and before is not None and after_it.closes is not None:
            moved = " to ".join(map(show_day_and_time, (before, after_it.closes)))
            remarks = [f"Its closing day moved from {moved}.", *remarks]
        return Taken(self.what(row), one.reference, " ".join(remarks))

    def _team(self, buyer: str) -> str:
        said = self._said.get(compared(buyer), "")
        with suppress(Ambiguous, NotFound):
            if said or buyer:
                return self._store.council.find_team(said or buyer).uid
        if self._usual:
            return self._usual
        if not buyer:
            raise Held("It does not say who buys. Say it of all such at once.")
        raise Held(f"{buyer[:80]} is no team or partner on record.", called=buyer)


def _notice(row: FieldRow) -> Notice:
    """What the last of its notices is."""
    said = fold(f"{row['tag']} {row['type']}").replace(" ", "")
    if "tender" not in said:
        last = max(_NOTICES, key=lambda one: said.rfind(one[0]))
        if last[0] in said:
            return last[1]
        if "planning" in said:
            return Notice.PLANNED
    return Notice.BELOW if "below" in _method(row) else Notice.TENDER


def _method(row: FieldRow) -> str:
    return row["method"].casefold()


def _day(said: str) -> str:
    day = day_in_cell(said[:10]) if said else None
    return day.isoformat() if day else ""


def _kept(closes: Any) -> str:
    if closes is None:
        return ""
    at = f" {closes.at:%H:%M}" if closes.at else ""
    return f"{closes.day.isoformat()}{at}"
