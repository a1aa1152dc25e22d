"""What two issues of a paper that hides small numbers tell when they are put side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from spoc_tui.casework.text import counted


class ToldApart(NamedTuple):
    """A figure that says how many a paper is about: where it differs by few between two issues of
    one paper, all that differs in them is of those few.
    """

    code: str
    """Of the figure; of one that is kept of each of several things (“pulse.rated.3”), what all
    their codes begin with.
    """
    few: int
    """Fewer than this are few."""
    one: str
    """“enquiry received”, after how many; “rating of question {}” of each of several."""
    several: str
    tells: str
    """“what {} answered”: what the difference tells of how many."""

    def sentences(
        self, issued: str, before: Mapping[str, float | None], now: Mapping[str, float | None]
    ) -> Iterator[str]:
        """What is told by the figures of two issues, of each thing a sentence; `issued`: of what
        was issued before: “RND-26-0002-R1 was issued on 3 Nov 2026”.
        """
        for code, figure in now.items():
            was = before.get(code)
            whole, each = code == self.code, code.startswith(f"{self.code}.")
            if figure is None or was is None or not (whole or each):
                continue
            # Of one of several things nothing is said that few are behind.
            if whole or min(was, figure) >= self.few:
                part = code.removeprefix(f"{self.code}.")
                if self.between(was, figure):
                    yield self._said(issued, was, figure, part)

    def between(self, before: float, now: float) -> int:
        """By how few they differ; 0: by none, or by more than few."""
        apart = abs(int(now) - int(before))
        return apart if apart < self.few else 0

    def _said(self, issued: str, before: float, now: float, part: str) -> str:
        had = counted(before, self.one.format(part), self.several.format(part))
        told = self.tells.format(self.between(before, now))
        return (
            f"{issued} with {had}; now {now:,}: the two papers side by side tell {told}. Let "
            f"nobody have both, or issue it once there are {self.few} more."
        )
