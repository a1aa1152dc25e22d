"""Which response a line of a file is, where that came in before: by what it came as, by whose it is
and by what it answers. What only looks like one that is there is not dropped. One whose day and
month were read the other way round then is known by that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.connection import by_name
from spoc_tui.casework.kinds.coming_in import Held
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from db.store import Store

_RESPONSES = """SELECT uid, came_as, reference, organisation, received FROM survey_response
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
    received: str
    """The day, in ISO."""


@dataclass(frozen=True)
class Coming:
    """A line of a file, as it is looked for."""

    came_as: str
    or_as: str
    """The same with its day and month the other way round; blank: it has none."""
    organisation: str
    """A uid, or blank."""
    answers: Sequence[Mapping[str, str]]

    def is_one(self, one: Before) -> bool:
        """Whether it says what one says that is there, and nobody else does."""
        return _same(one.said, _said(self.answers)) and not _apart(one, self.organisation)


class CameBefore:
    """The responses to a round that came in from files, as the lines of a file come again."""

    def __init__(self, store: Store, round_uid: str, lines: Iterable[Coming]) -> None:
        said = defaultdict[str, list[dict[str, str]]](list)
        connection = store.connection
        for row in by_name(connection.execute(_ANSWERS, [round_uid])):
            said[row["record"]].append({name: f"{row[name] or ''}" for name in _NAMES})
        self._there = defaultdict[str, list[Before]](list)
        for row in by_name(connection.execute(_RESPONSES, [round_uid])):
            its = row["organisation"]
            whose = store.organisations.survivor_of(its) if its else ""
            one = Before(row["reference"], whose, _said(said[row["uid"]]), row["received"])
            self._there[_key(row["came_as"])].append(one)
        self._turned = dict[str, Before]()
        """By what a line is known, the response that has its day and month the other way round."""
        self._known = set[str]()
        """The references of those that lines of the file are, or became."""
        if self._there:
            self._know(list(lines))

    def _know(self, lines: Sequence[Coming]) -> None:
        """Finds which responses the lines are; the other way round each is that of one line, and of
        none that is known as it stands.
        """
        others = []
        for line in lines:
            its = [one for one in self._there.get(_key(line.came_as), []) if line.is_one(one)]
            self._known.update(one.reference for one in its)
            if not its and line.or_as != line.came_as:
                others.append(line)
        for line in others:
            for one in self._there.get(_key(line.or_as), []):
                if one.reference not in self._known and line.is_one(one):
                    self._turned[line.came_as] = one
                    self._known.add(one.reference)
                    break

    def turned(self, line: Coming) -> Before | None:
        """The one that is there with its day and month the other way round; None: none is."""
        return self._turned.get(line.came_as)

    def add(self, line: Coming, reference: str, received: str) -> None:
        """Another that was taken."""
        one = Before(reference, line.organisation, _said(line.answers), received)
        self._there[_key(line.came_as)].append(one)
        self._known.add(reference)

    def find(self, line: Coming) -> tuple[str, str]:
        """The reference of the one that this is, or blank; what is to be known of it where it is
        another one. Held where that cannot be told.
        """
        if one := self.turned(line):
            return one.reference, ""
        of_others = self._turned.values()
        its = [one for one in self._there.get(_key(line.came_as), []) if one not in of_others]
        for one in its:
            if line.is_one(one) or line.came_as.startswith(_BY_THE_FORM):
                return one.reference, ""
        either = self._there.get(_key(line.or_as), []) if line.or_as else []
        free = [one for one in either if one not in its and one.reference not in self._known]
        for one in (*its, *free):
            is_same = _same(one.said, _said(line.answers))
            if is_same or not _apart(one, line.organisation):
                why = _unclear(one, is_same=is_same, is_turned=one in free)
                raise Held(why, reference=one.reference)
        if not its:
            return "", ""
        return "", f"it came with the number or time of {its[0].reference}, from another"


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


def _unclear(one: Before, *, is_same: bool, is_turned: bool) -> str:
    other = "answers the same, and is from another organisation" if is_same else "answers otherwise"
    turned = ", day and month the other way round" if is_turned else ""
    return (
        f"It came with the number or time of {one.reference}{turned}, but {other}. If that was "
        "put right since, nothing is to be done; if this is another response, put it on record by "
        "hand."
    )


def _key(came_as: str) -> str:
    """By what it is known, however that was worded."""
    for before in _ROW_BY_ITSELF:
        if came_as.startswith(before):
            return came_as.removeprefix(before)
    return came_as
