"""Rows of lists that may be of an organisation that is here already, held until it is decided."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from db.connection import Row
from db.lists.adding import add_new
from db.lists.edits import edits_of
from db.lists.importing import take_in, write_edits
from db.lists.reading import ListReading
from db.lists.review_queue import HELD, MOST_LISTED, count
from db.lists.several_in_one import each_of, names_of
from db.lists.staging import Staged
from db.lists.standing_answers import StandingAnswers
from db.records.survivors import survivor_of, with_merged
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import NotFound, Refused
from spoc_tui.casework.lists.importing import ImportReport
from spoc_tui.casework.lists.said import FACTS
from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.organisation import ListedOrganisation, ListedPerson

if TYPE_CHECKING:
    from db.writing import Writing


_WITHOUT_ITS_PARENTS = f"""
DELETE FROM staged_identifier WHERE EXISTS (SELECT 1 FROM identifier AS i
    WHERE i.organisation IN {with_merged()} AND i.scheme = staged_identifier.scheme
        AND i.number = staged_identifier.number AND i.linked = staged_identifier.linked
        AND i.removed_at IS NULL)"""


class HeldDecision(StrEnum):
    """The decision on a held row."""

    SAME = "same"
    ANOTHER = "another"
    BRANCH = "a branch"
    EACH = "each"
    LEFT_OUT = "left out"


@dataclass(frozen=True)
class HeldRow:
    """A row of a list that may be of an organisation that is here already, or of several."""

    uid: str
    name: str
    source: str
    organisation_uid: str
    """Blank where its name seems to be those of several."""
    organisation: str
    names: tuple[str, ...]
    """Those that its name seems to be; none where it may be an organisation that is here."""
    why: str
    said: Mapping[str, Any]
    """What the list says, by field."""
    also: Mapping[str, Sequence[str]]
    """Its numbers, other names and people in the list, in words; those that it has."""
    seen_at: datetime

    @property
    def reason(self) -> str:
        """Why it was held, without the name of whom it may be: “same name, same postcode”."""
        return reason_of(self.why)


def reason_of(why: str) -> str:
    """The reason in the words of a held row."""
    return why.rpartition(": ")[2]


def _kind_of_reason(why: str) -> str:
    """The reason without the number that is quoted: whichever it is, it is one kind of reason."""
    return re.sub(r"\bsame number \S+?(?=,|;| |$)", "same number", reason_of(why))


NONE_SHOWN: Mapping[str, HeldRow] = {}


class HeldRows:
    """The held rows of a store. Each is settled as it was `shown`, where that is given: Refused
    where the list says something else by now.
    """

    def __init__(self, store: Writing) -> None:
        self._store = store

    def count(self) -> int:
        """How many rows wait to be looked at."""
        return count(self._store.connection, HELD)

    def waiting(self, *, limit: int = MOST_LISTED) -> list[HeldRow]:
        """The rows that wait to be looked at, the newest import's first."""
        rows = self._store.connection.execute(
            f"{HELD} ORDER BY seen_at DESC, name, uid LIMIT ?", [limit]
        ).fetchall()
        return [self._held(row) for row in rows]

    def alike(self, held_uid: str) -> list[str]:
        """The uids of all that wait of the same list for the same reason; that one first."""
        row = self._store.row("held", held_uid)
        waiting = self._store.connection.execute(
            f"SELECT uid, why FROM ({HELD}) WHERE source = ? AND uid <> ? ORDER BY name, uid",
            [row["source"], held_uid],
        )
        reason = _kind_of_reason(row["why"])
        alike = (one["uid"] for one in waiting if _kind_of_reason(one["why"]) == reason)
        return [held_uid, *alike]

    def settle(
        self,
        decision: HeldDecision,
        held_uids: Sequence[str],
        shown: Mapping[str, HeldRow] = NONE_SHOWN,
    ) -> list[HeldRow]:
        """Decides several as one action, undone as one; nothing is where one of them is refused."""
        act = {
            HeldDecision.SAME: self.same,
            HeldDecision.ANOTHER: self.another,
            HeldDecision.BRANCH: self.branch,
            HeldDecision.EACH: self.each,
            HeldDecision.LEFT_OUT: self.leave_out,
        }[decision]
        if len(held_uids) == 1:
            return [act(held_uids[0], shown.get(held_uids[0]))]
        label = f"Settled {len(held_uids):,} held rows: {decision}"
        with self._store.action(label):
            return [act(uid, shown.get(uid)) for uid in held_uids]

    def same(self, held_uid: str, shown: HeldRow | None = None) -> HeldRow:
        """It is the organisation it was held for: what the list says is taken in as of that one."""
        with self._store.action("Took in a held row") as action:
            row, held = self._still_waiting(held_uid, shown, of_one=True)
            action.label = f"{held.name} of {held.source} is {held.organisation}"
            staged = self._staged_again(row)
            staged.connection.execute(
                "UPDATE staged SET verdict = 'updated', matched = ?", [held.organisation_uid]
            )
            answers = StandingAnswers(self._store).of(held.source)
            report = ImportReport(held.source, dry_run=False, answers=answers)
            write_edits(self._store, edits_of(self._store, staged, held.source, report))
            self._store.update("held", held_uid, {"decided": "same"})
        return held

    def another(self, held_uid: str, shown: HeldRow | None = None) -> HeldRow:
        """It is another organisation: it is added."""
        with self._store.action("Added a held row") as action:
            row, held = self._still_waiting(held_uid, shown)
            not_ = f"not {held.organisation}" if held.organisation else "one organisation"
            action.label = f"Added {held.name} of {held.source}: {not_}"
            staged = self._staged_again(row)
            staged.connection.execute("UPDATE staged SET verdict = 'added'")
            add_new(self._store, staged, held.source)
            self._store.update("held", held_uid, {"decided": "another"})
        return held

    def branch(self, held_uid: str, shown: HeldRow | None = None) -> HeldRow:
        """It is a branch of the organisation it was held for: it is added as such, without the
        numbers that it quotes of it.
        """
        with self._store.action("Added a held row as a branch") as action:
            row, held = self._still_waiting(held_uid, shown, of_one=True)
            action.label = f"Added {held.name} of {held.source}: a branch of {held.organisation}"
            staged = self._staged_again(row)
            staged.connection.execute("UPDATE staged SET verdict = 'added'")
            staged.connection.execute(_WITHOUT_ITS_PARENTS, [held.organisation_uid])
            (added,) = staged.connection.execute("SELECT uid FROM staged").fetchone()
            add_new(self._store, staged, held.source)
            self._store.update("organisation", added, {"parent": held.organisation_uid})
            self._store.update("held", held_uid, {"decided": "another"})
        return held

    def each(self, held_uid: str, shown: HeldRow | None = None) -> HeldRow:
        """Its name is those of several organisations: each is taken in as if it had a row of its
        own, with what the list says but for the numbers, which are a note. One that may be here is
        held for that.
        """
        with self._store.action("Took in each of a held row") as action:
            row, held = self._still_waiting(held_uid, shown)
            if not held.names:
                raise Refused(f"{held.name}: its name is that of one organisation.")
            action.label = f"Took in each that {held.name} of {held.source} names"
            rows = each_of(_listed(row), held.names)
            take_in(self._store, rows, held.source, [*facts_said(row), "notes"])
            self._store.update("held", held_uid, {"decided": "each"})
        return held

    def leave_out(self, held_uid: str, shown: HeldRow | None = None) -> HeldRow:
        """It is not wanted; it is not asked again until the list says something else."""
        with self._store.action("Left out a held row") as action:
            _, held = self._still_waiting(held_uid, shown)
            action.label = f"Left out {held.name} of {held.source}"
            self._store.update("held", held_uid, {"decided": "left out"})
        return held

    def _still_waiting(
        self, uid: str, shown: HeldRow | None, *, of_one: bool = False
    ) -> tuple[Row, HeldRow]:
        """The row, and as it is shown; Refused where it must be `of_one` here and is not."""
        try:
            row = self._store.row("held", uid)
        except NotFound as error:
            raise NotFound("There is no held row of that id.", field="id") from error
        if row["decided"] or row["removed_at"]:
            raise NotFound(f"{row['name']} is no longer waiting.")
        held = self._held(row)
        if shown is not None and (shown.said, shown.also) != (held.said, held.also):
            raise Refused(f"{row['name']}: the list says something else by now. Look at it again.")
        if of_one and not held.organisation_uid:
            raise Refused(
                f"{held.name}: it is not held for an organisation that is here, but because "
                f"its name seems to be those of {len(held.names)}."
            )
        return row, held

    def _held(self, row: Row) -> HeldRow:
        facts = json.loads(row["facts"])
        organisation_uid = ""
        if row["organisation"]:
            organisation_uid = survivor_of(self._store.connection, row["organisation"])
        return HeldRow(
            uid=row["uid"],
            name=row["name"],
            source=row["source"],
            organisation_uid=organisation_uid,
            organisation=self._store.row("organisation", organisation_uid)["name"]
            if organisation_uid
            else "",
            names=() if organisation_uid else names_of(facts, row["name"]),
            why=row["why"],
            said=facts["said"],
            also=_also(facts),
            seen_at=when.from_iso(row["seen_at"]),
        )

    def _staged_again(self, row: Row) -> Staged:
        """The row put aside once more, as it came from its list."""
        listed = _listed(row)
        staged = Staged(self._store.connection, facts_said(row))
        staged.keep(ListReading([listed], staged.fields, row["source"]).next(1))
        return staged


def facts_said(row: Row) -> list[str]:
    """The facts that a held row speaks of."""
    said = json.loads(row["facts"])["said"]
    return [fact for fact in FACTS if fact in said]


def _listed(row: Row) -> ListedOrganisation:
    """A held row as it came from its list."""
    facts = json.loads(row["facts"])
    return ListedOrganisation(
        line=1,
        key=row["key"],
        **facts["said"],
        identifiers=tuple(Identifier(**one) for one in facts.get("identifiers", ())),
        other_names=tuple(facts.get("other_names", ())),
        people=tuple(ListedPerson(**one) for one in facts.get("people", ())),
        standing=facts.get("standing", ""),
        row=tuple(json.loads(row["row"]).items()),
        several=tuple(facts.get("several", ())),
    )


def _also(facts: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    people = (
        [one["name"], one["role"], one["phone"], one["email"]] for one in facts.get("people", ())
    )
    found = {
        "numbers": [Identifier(**one).text for one in facts.get("identifiers", ())],
        "other names": facts.get("other_names", []),
        "people": [", ".join(filter(None, one)) for one in people],
    }
    return {what: words for what, words in found.items() if words}
