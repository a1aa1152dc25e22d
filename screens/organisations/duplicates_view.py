"""Two organisations side by side, as the rows of a list; and the pairs, as the rows of another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from screens.widgets.columns import Column
from screens.widgets.list_source import Row, one_line
from spoc_tui.casework.organisations.fields import (
    ORGANISATION,
    describe_organisation,
    organisation_typed,
)
from spoc_tui.casework.organisations.merging import MergeSide, sides, sides_of

if TYPE_CHECKING:
    from db.organisations.duplicates import PairKey
    from db.store import Store
    from spoc_tui.casework.organisations.likeness import DuplicatePair
    from spoc_tui.casework.organisations.organisation import Organisation

PAIR_COLUMNS = (Column("This"), Column("and this"))
FIELD_COLUMNS = (Column("", 11), Column("Stays"), Column("", 2), Column("Goes into it"))
SIDE_MARKS = {MergeSide.OURS: "◄", MergeSide.THEIRS: " ►", MergeSide.BOTH: "◄►"}
SAME, DIFFERS, ONE_HAS = "=", "*", "+"
"""Before a field: both know otherwise, or only one knows; between the two: they say the same."""
BOTH_KEPT = "Both are kept."


class PairSource:
    """A window on the pairs."""

    def __init__(self, store: Store, keys: Sequence[PairKey]) -> None:
        self._store = store
        self._keys = keys

    def count(self) -> int:
        return len(self._keys)

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        keys = self._keys[offset : offset + limit]
        found = {
            (pair.one.uid, pair.other.uid): pair for pair in self._store.duplicates.in_full(keys)
        }
        return [self._row(key, found.get(key[:2])) for key in keys]

    def index_of(self, key: str) -> int | None:
        """Where a pair stands now."""
        keys = (f"{one.one} {one.other}" for one in self._keys)
        return next((place for place, found in enumerate(keys) if found == key), None)

    def _row(self, key: PairKey, pair: DuplicatePair | None) -> Row:
        names = (pair.one.name, pair.other.name) if pair else ("(no longer there)", "")
        return Row(f"{key.one} {key.other}", names, "" if pair else "muted")


class Comparison:
    """Two organisations field by field, and whose value of each is kept.

    `before` is the same two as they were shown before: what the officer chose stays.
    """

    def __init__(
        self, store: Store, key: PairKey, pair: DuplicatePair, before: Comparison | None = None
    ) -> None:
        self._store = store
        self.key = key
        self.stays, self.goes = pair.one, pair.other
        self._why = pair.why
        self.taken: dict[str, MergeSide] = {}
        """The officer's own choices, by field."""
        if before is not None:
            if before.stays.uid == self.goes.uid:
                self.stays, self.goes = self.goes, self.stays
            self.taken = dict(before.taken)
        self._read()

    def _read(self) -> None:
        ours, theirs = describe_organisation(self.stays), describe_organisation(self.goes)
        self._texts = {field: (ours[field], theirs[field]) for field in ORGANISATION}
        ours, theirs = organisation_typed(self.stays), organisation_typed(self.goes)
        self._sides = sides(ours, theirs, self.taken)
        self._same = {field for field in ORGANISATION if ours[field] == theirs[field]}
        ours, theirs = self._hanging(self.stays), self._hanging(self.goes)
        self._hangs = {what: [ours[what], theirs[what]] for what in ours}
        self._hangs = {what: texts for what, texts in self._hangs.items() if any(texts)}
        self._fields = [
            field for field in ORGANISATION if any(self._texts[field]) or field not in self._same
        ]

    def _hanging(self, one: Organisation) -> dict[str, str]:
        """The records that belong to it, by what each is called; blank where there is none."""
        known = self._store.organisations
        counts = known.how_many(one.uid)
        return {
            "numbers": ", ".join(number.text for number in one.identifiers),
            "also called": ", ".join(other.name for other in known.other_names(one.uid)),
            "people": ", ".join(person.name for person in known.contacts(one.uid)),
            **{
                kind.heading.lower(): f"{count:,}" if count else ""
                for kind, count in counts.items()
            },
        }

    @property
    def headline(self) -> str:
        """Why they are here."""
        return one_line(self._why[:1].upper() + self._why[1:])

    def swap(self) -> None:
        """The other one stays; what was chosen by hand is chosen again."""
        self.stays, self.goes = self.goes, self.stays
        self.taken = {}
        self._read()

    def turn(self, field: str) -> bool:
        """Takes the next side of a field; False if it is not one that is chosen."""
        if field not in self._sides:
            return False
        if field in self._same:
            return True
        possible = sides_of(field)
        place = possible.index(self._sides[field])
        self.taken[field] = self._sides[field] = possible[(place + 1) % len(possible)]
        return True

    def in_full(self, field: str) -> str:
        """Both values of a field, whole, and whose is kept."""
        ours, theirs = self._hangs.get(field) or self._texts[field]
        if field in self._hangs:
            stands = BOTH_KEPT
        elif field in self._same:
            stands = "They say the same."
        else:
            stands = {
                MergeSide.OURS: "The left one's is kept.",
                MergeSide.THEIRS: "The right one's is kept.",
                MergeSide.BOTH: BOTH_KEPT,
            }[self._sides[field]]
        values = " | ".join(one_line(text) or "(not known)" for text in (ours, theirs))
        return f"{_label(field)}: {values}\n{stands}"

    # As the source of a list.

    def count(self) -> int:
        return len(self._fields) + len(self._hangs)

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        rows = [self._row(field) for field in self._fields]
        rows += [
            Row(what, (what, ours, SIDE_MARKS[MergeSide.BOTH], theirs), "muted")
            for what, (ours, theirs) in self._hangs.items()
        ]
        return rows[offset : offset + limit]

    def _row(self, field: str) -> Row:
        ours, theirs = self._texts[field]
        if field in self._same:
            return Row(field, (_label(field), ours, SAME, theirs), "muted")
        mark = DIFFERS if ours and theirs else ONE_HAS
        return Row(field, (_label(field), ours, SIDE_MARKS[self._sides[field]], theirs), "", mark)


def _label(field: str) -> str:
    return {"published_on": "publish", "named_on": "name it", "not_known_before": "new to us"}.get(
        field, field
    )
