"""Which response a line of a file is, where that came in before: by what it came as, by whose it is
and by what it answers. What only looks like one that is there is not dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.connection import by_name
from spoc_tui.casework.kinds.coming_in import Held
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from db.store import Store

_RESPONSES = """SELECT uid, came_as, reference, organisation FROM survey_response
    WHERE round = ? AND came_as <> '' AND removed_at IS NULL ORDER BY id"""
_ANSWERS = """SELECT a.record, a.number, d.name AS directorate, a.rating, a.words
    FROM survey_response_answers AS a JOIN survey_response AS r ON r.uid = a.record
    LEFT JOIN directorate AS d ON d.uid = a.directorate
    WHERE r.round = ? AND r.came_as <> '' AND r.removed_at IS NULL AND a.removed_at IS NULL"""
_RATED = "rated: "
"""Before what was no rating, where that was kept in the words."""
_ROW_BY_ITSELF = ("as ", "row ", "Word form ")
"""Before what stands for all that a row or a form has; earlier ones had the first."""
_BY_THE_FORM = "form "
"""Before the key that the form’s page gives: it is of what is answered, and by whom."""
_NAMES = ("number", "directorate", "rating", "words")
Said = frozenset[tuple[str, ...]]
"""What is answered: of each question and directorate its rating, its words."""


@dataclass(frozen=True)
class Before:
    """A response that came in from a file."""

    reference: str
    organisation: str
    """Its uid; blank: it is without a name."""
    said: Said


class CameBefore:
    """The responses to a round that came in from files."""

    def __init__(self, store: Store, round_uid: str) -> None:
        said = defaultdict[str, list[dict[str, str]]](list)
        connection = store.connection
        for row in by_name(connection.execute(_ANSWERS, [round_uid])):
            said[row["record"]].append({name: f"{row[name] or ''}" for name in _NAMES})
        self._there = defaultdict[str, list[Before]](list)
        for row in by_name(connection.execute(_RESPONSES, [round_uid])):
            its = row["organisation"]
            whose = store.organisations.survivor_of(its) if its else ""
            one = Before(row["reference"], whose, _said(said[row["uid"]]))
            self._there[_key(row["came_as"])].append(one)

    def add(self, came_as: str, one: Before) -> None:
        """Another that was taken."""
        self._there[_key(came_as)].append(one)

    def find(
        self, came_as: str, organisation: str, answers: Sequence[Mapping[str, str]]
    ) -> tuple[str, str]:
        """The reference of the one that this is, or blank; what is to be known of it where it is
        another one. Held where that cannot be told. `organisation` is a uid, or blank.
        """
        its = self._there.get(_key(came_as), [])
        said = _said(answers)
        for one in its:
            is_same = _same(one.said, said) and not _apart(one, organisation)
            if is_same or came_as.startswith(_BY_THE_FORM):
                return one.reference, ""
        for one in its:
            if not _apart(one, organisation) or _same(one.said, said):
                raise Held(_unclear(one, same=_same(one.said, said)), reference=one.reference)
        if not its:
            return "", ""
        return "", f"it came with the number or time of {its[0].reference}, from another"


def said_of(reference: str, organisation: str, answers: Sequence[Mapping[str, str]]) -> Before:
    """One that was taken just now."""
    return Before(reference, organisation, _said(answers))


def _said(answers: Sequence[Mapping[str, str]]) -> Said:
    found = set[tuple[str, ...]]()
    for one in answers:
        place = one.get("number", ""), compared(one.get("directorate", ""))
        lines = one.get("words", "").splitlines()
        words = compared(" ".join(line for line in lines if not line.startswith(_RATED)))
        rating = compared(one.get("rating", ""))
        found |= {(*place, "rating", rating)} if rating else set()
        found |= {(*place, "words", words)} if words else set()
    return frozenset(found)


def _same(before: Said, now: Said) -> bool:
    """Whether one has what the other has: of an export more columns may be read than before."""
    return before <= now or now <= before


def _apart(before: Before, organisation: str) -> bool:
    return bool(before.organisation and organisation) and before.organisation != organisation


def _unclear(one: Before, *, same: bool) -> str:
    other = "answers the same, and is from another organisation" if same else "answers otherwise"
    return (
        f"It came with the number or time of {one.reference}, but {other}. If that was put right "
        "since, nothing is to be done; if this is another response, put it on record by hand."
    )


def _key(came_as: str) -> str:
    """By what it is known, however that was worded."""
    for before in _ROW_BY_ITSELF:
        if came_as.startswith(before):
            return came_as.removeprefix(before)
    return came_as
