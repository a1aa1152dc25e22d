"""What was done for a recommendation in a year: the acts on record, and by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.text import fold

THE_POST = "the single point of contact"
"""By whom it was, where no team, partner or board is on record for it."""
THE_SECTOR = "the voluntary sector"


class Done(NamedTuple):
    """Something that was done on a record in the year."""

    number: str
    """Of which recommendation."""
    kind: str
    uid: str
    reference: str
    what: str
    """What the record is called; no organisation is named that did not agree to it."""
    step: str
    """“in force”, “submitted”, “milestone reached: Cabinet agrees to it”."""
    day: date
    by: str
    """A team with its directorate or partner, a board; no person."""
    pence: int | None = None
    """The sum that was asked for, awarded, secured, where there is one."""


class DoneLine(NamedTuple):
    """The same step on the same record, however often: as it is listed."""

    kind: str
    uid: str
    reference: str
    what: str
    step: str
    times: int
    day: date
    """The last day."""
    by: tuple[str, ...]
    pence: int = 0

    @property
    def described(self) -> str:
        """“in force”, “a signature, 8 times”, “awarded, £6,000.00”."""
        times = f", {self.times:,} times" if self.times > 1 else ""
        return f"{self.step}{times}{f', {show_pounds(self.pence)}' if self.pence else ''}"


@dataclass(frozen=True)
class DoneFor:
    """All that was done for one recommendation."""

    acts: Sequence[Done] = ()
    """By day."""
    says: Mapping[str, int] = field(default_factory=dict)
    """How many records were linked to it in the year that speak for it, and against it."""

    @property
    def lines(self) -> list[DoneLine]:
        """The acts as they are listed, by the last day of each."""
        found: dict[tuple[str, str, str], list[Done]] = {}
        for one in self.acts:
            found.setdefault((one.kind, one.uid, one.step), []).append(one)
        lines = [_line(its) for its in found.values()]
        return sorted(lines, key=lambda one: (one.day, one.reference, one.step))

    @property
    def by(self) -> dict[str, int]:
        """How many of the acts were whose, the most first."""
        counts = Counter(one.by for one in self.acts)
        return dict(sorted(counts.items(), key=lambda pair: (-pair[1], fold(pair[0]))))

    @property
    def is_silent(self) -> bool:
        return not self.acts and not any(self.says.values())


def _line(its: Sequence[Done]) -> DoneLine:
    last = max(its, key=lambda one: one.day)
    by = tuple(dict.fromkeys(one.by for one in its))
    return DoneLine(
        *(last.kind, last.uid, last.reference, last.what, last.step, len(its), last.day, by),
        sum(one.pence or 0 for one in its),
    )


def by_recommendation(
    acts: Iterable[Done],
    says: Mapping[str, Mapping[str, int]],
    clean: Callable[[str], str],
) -> dict[str, DoneFor]:
    """By number, what was done for it, in words that `clean` made fit to go out."""
    of: dict[str, list[Done]] = {}
    for one in sorted(acts, key=lambda each: (each.day, each.reference, each.uid, each.step)):
        said = one._replace(what=clean(one.what), step=clean(one.step), by=clean(one.by))
        of.setdefault(one.number, []).append(said)
    return {
        number: DoneFor(tuple(of.get(number, ())), says.get(number, {}))
        for number in dict.fromkeys([*of, *says])
    }
