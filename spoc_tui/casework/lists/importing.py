"""The outcome of each row of an imported list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from spoc_tui.casework.lists.facts import describe_field
from spoc_tui.casework.lists.said import FACTS
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.lists.answers import Answers


class RowVerdict(StrEnum):
    """The verdict on a row."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    HELD = "held"
    REFUSED = "refused"


@dataclass(frozen=True)
class ListedChange:
    """One field that a row changed, or would have changed but for what the officer typed."""

    field: str
    before: str
    after: str
    kept: bool = False
    """Whether `before` is kept, and `after` is a difference to take or leave."""


@dataclass(frozen=True)
class RowReport:
    """A row that was updated, held or refused, with what was done or why not."""

    line: int
    verdict: RowVerdict
    name: str
    why: str
    changes: tuple[ListedChange, ...] = ()


@dataclass
class ImportReport:
    """The counts of an import, and the rows the officer may want to look at."""

    source: str
    dry_run: bool
    counts: dict[RowVerdict, int] = field(default_factory=lambda: dict.fromkeys(RowVerdict, 0))
    rows: list[RowReport] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    """The names of the organisations that this list had before and has no more."""
    unmarked: int = 0
    """How many it lacks that are not marked so: most of what there was, as if it were a part."""
    joined: int = 0
    """How many of those updated were told by their name and place to be organisations here."""
    successors: int = 0
    """How many rows say that one that has ended may have gone into another."""
    elsewhere: int = 0
    """How many rows were of organisations outside the area that is wanted."""
    answers: Answers = field(default_factory=dict)
    """What is always taken of this list, or never."""
    answered: Counter[str] = field(default_factory=Counter)
    """By fact, how many that differ that was said of."""
    every: Callable[[], Iterable[RowReport]] = tuple
    """Every row of the list, in its order; to be read before another list is imported."""

    def add(
        self,
        verdict: RowVerdict,
        line: int = 0,
        name: str = "",
        why: str = "",
        changes: tuple[ListedChange, ...] = (),
    ) -> None:
        """Counts a row, and keeps why where there is something to say."""
        self.counts[verdict] += 1
        if why:
            self.rows.append(RowReport(line, verdict, name, why, changes))

    def _of_them(self, verdict: RowVerdict) -> str:
        if verdict is not RowVerdict.UPDATED or not self.joined:
            return ""
        return f" ({self.joined:,} by name and place, not by a number)"

    @property
    def answers_described(self) -> str:
        """“Of this list: e-mail always taken (3), purpose never taken.”; blank: of nothing."""
        said = [
            f"{describe_field(fact)} {self.answers[fact].words}"
            + (f" ({self.answered[fact]:,})" if self.answered[fact] else "")
            for fact in FACTS
            if fact in self.answers
        ]
        return f"Of this list: {', '.join(said)}." if said else ""

    @property
    def successors_described(self) -> str:
        """“2 rows say that one that has ended may have gone into another.”; blank: none does."""
        if not self.successors:
            return ""
        say = "row says" if self.successors == 1 else "rows say"
        return f"{self.successors:,} {say} that one that has ended may have gone into another."

    @property
    def sentence(self) -> str:
        """“736 added, 2 refused, 3 gone from the list”: what occurred."""
        described = [
            f"{count:,} {verdict}{self._of_them(verdict)}"
            for verdict, count in self.counts.items()
            if count
        ]
        if self.gone:
            described.append(f"{len(self.gone):,} gone from the list")
        if self.elsewhere:
            described.append(f"{self.elsewhere:,} outside the area")
        return ", ".join(described) or "no rows"


@dataclass(frozen=True)
class Progress:
    """How far an import is: rows done, the share of the whole (0 to 1), and what is being done."""

    rows: int
    share: float
    doing: str

    def described(self, seconds: float) -> str:
        """“Reading the list: 12,000 rows, 9,500 a second, 14 s left”, so many seconds after it
        began.
        """
        doing = f"{self.doing[:1].upper()}{self.doing[1:]}"
        if not self.rows:
            return f"{doing} …"
        parts = [counted(self.rows, "row")]
        if seconds >= 1:
            parts.append(f"{self.rows / seconds:,.0f} a second")
            if 0 < self.share < 1:
                parts.append(_time_left(seconds * (1 - self.share) / self.share))
        return f"{doing}: {', '.join(parts)}"


Tell = Callable[[Progress], None]
"""Told how far it is; may raise to stop the import, which then leaves nothing behind."""


def _time_left(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole} s left" if whole < 100 else f"{round(seconds / 60)} min left"
