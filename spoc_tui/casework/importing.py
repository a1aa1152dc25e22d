"""What became of each row of an imported list."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """What becomes of a row."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    HELD = "held"
    REFUSED = "refused"


@dataclass(frozen=True)
class RowReport:
    """A row that was updated, held or refused, with what was done or why not."""

    line: int
    verdict: Verdict
    name: str
    why: str


@dataclass
class ImportReport:
    """The counts of an import, and the rows the officer may want to look at."""

    source: str
    dry_run: bool
    counts: dict[Verdict, int] = field(default_factory=lambda: dict.fromkeys(Verdict, 0))
    rows: list[RowReport] = field(default_factory=list)

    def add(self, verdict: Verdict, line: int = 0, name: str = "", why: str = "") -> None:
        """Counts a row, and keeps why where there is something to say."""
        self.counts[verdict] += 1
        if why:
            self.rows.append(RowReport(line, verdict, name, why))

    @property
    def sentence(self) -> str:
        """“736 added, 2 refused”: the verdicts that occurred."""
        said = [f"{count:,} {verdict}" for verdict, count in self.counts.items() if count]
        return ", ".join(said) or "no rows"
