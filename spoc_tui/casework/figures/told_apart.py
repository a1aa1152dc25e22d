"""What two issues of a paper that hides small numbers tell when they are put side by side."""

from __future__ import annotations

from typing import NamedTuple

from spoc_tui.casework.text import counted


class ToldApart(NamedTuple):
    """A figure that says how many a paper is about: where it differs by few between two issues of
    one paper, all that differs in them is of those few.
    """

    code: str
    few: int
    """Fewer than this are few."""
    one: str
    """“enquiry received”, after how many."""
    several: str
    tells: str
    """“what {} answered”: what the difference tells of how many."""

    def between(self, before: float | None, now: float | None) -> int:
        """By how few they differ; 0: by none, or by more than few."""
        if before is None or now is None:
            return 0
        apart = abs(int(now) - int(before))
        return apart if apart < self.few else 0

    def said(self, issued: str, before: float, now: float) -> str:
        """The sentence, of what was issued before: “RND-26-0002-R1 was issued on 3 Nov 2026”."""
        had = counted(before, self.one, self.several)
        told = self.tells.format(self.between(before, now))
        return (
            f"{issued} with {had}; now {now:,}: the two papers side by side tell {told}. Let "
            f"nobody have both, or issue it once there are {self.few} more."
        )
