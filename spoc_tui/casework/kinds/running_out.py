"""Records that run out, such as a lease or an award: end, notice, review, when last seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.dates.working_days import ONE_DAY
from spoc_tui.casework.kinds.clocks import after, before, beginning_with, or_last_working_day
from spoc_tui.casework.kinds.kind import Due
from spoc_tui.casework.records.require import require_order

if TYPE_CHECKING:
    from spoc_tui.casework.dates.deadlines import Deadline
    from spoc_tui.casework.dates.working_days import WorkingDays


class Term(NamedTuple):
    """How long a line of a register runs, and when it is looked at. What is None is not known."""

    starts: date | None = None
    ends: date | None = None
    months: int | None = None
    """How long it runs, where its end was not said."""
    begun_by: str = "Starts"
    """What happens on its first day, as the working says it."""
    ends_shown: int = 6
    """How many months before its end the desk asks what comes after."""
    notice: int = 0
    """How many months before the first day without it notice is given; 0: none is."""
    notice_shown: int = 1
    """How many months before that the desk shows it."""
    noticed: bool = False
    """Whether it was."""
    breaks: date | None = None
    """The day on which it may be ended early."""
    breaks_shown: int = 6
    """How many months before that the desk shows it."""
    review: date | None = None
    review_shown: int = 60
    """How many days before its review the desk shows it."""
    seen: date | None = None
    """When somebody last said that it is still so."""
    stale: int = 0
    """After how many days it is asked again whether it is; 0: never."""
    succeeded: bool = False
    """Whether something is known to follow it: its end is no surprise."""

    def check(self) -> None:
        """BadInput where it ends before it starts."""
        require_order(self.starts, self.ends, "It cannot end before it starts", "ends")

    @property
    def last_day(self) -> Deadline | None:
        """Its last day: as given, or worked out from the months it runs."""
        from spoc_tui.casework.dates.deadlines import Deadline

        if self.ends is not None:
            return Deadline(self.ends, f"It ends on {show_day(self.ends)}.")
        if self.starts is None or not self.months:
            return None
        return beginning_with(self.begun_by, self.starts, self.months, "months")

    def notice_by(self, days: WorkingDays) -> Deadline | None:
        """The last working day on which notice is in time."""
        if self.last_day is None or not self.notice:
            return None
        without = self.last_day.day + ONE_DAY
        day = before("First day without it", without, self.notice, "months")
        return or_last_working_day(day, days)

    def _shown(self, notice: date) -> date:
        """From which day the desk shows that notice is to be given."""
        return before("Notice", notice, self.notice_shown, "months").day

    def break_notice_by(self, days: WorkingDays) -> Deadline | None:
        """The last working day on which notice to break it is in time."""
        if self.breaks is None or not self.notice:
            return None
        return or_last_working_day(before("Break", self.breaks, self.notice, "months"), days)

    def is_running(self, on: date) -> bool:
        """Whether it runs on a day."""
        begun = self.starts is None or self.starts <= on
        return begun and (self.last_day is None or on <= self.last_day.day)

    def is_stale(self, on: date) -> bool:
        """Whether it is too long since somebody said that it is still so."""
        return bool(self.stale) and self.seen is not None and (on - self.seen).days > self.stale

    def due(self, days: WorkingDays) -> Iterator[Due]:
        """The due lines of a thing that runs out."""
        if self.last_day is not None and not self.succeeded:
            last, working = self.last_day
            shown = before("Ends", last, self.ends_shown, "months").day
            yield Due("ends", last, working, show=shown)
        notice = self.notice_by(days)
        if notice is not None and not (self.noticed or self.succeeded):
            yield Due("notice", *notice, show=self._shown(notice.day))
        if self.breaks is not None and not self.noticed:
            shown = before("Break", self.breaks, self.breaks_shown, "months").day
            yield Due("break", self.breaks, show=shown)
            by = self.break_notice_by(days)
            if by is not None:
                yield Due("break notice", *by, show=self._shown(by.day))
        if self.review is not None:
            shown = before("Review", self.review, self.review_shown, "days").day
            yield Due("review", self.review, show=shown)
        if self.seen is not None and self.stale:
            yield Due("ask again", *after("Last said", self.seen, self.stale, "days"), band="tidy")
