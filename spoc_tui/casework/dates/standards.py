"""The council's standards: how soon things are to be done."""

from __future__ import annotations

from typing import NamedTuple


class Standards(NamedTuple):
    """The council's standards, in working days but for the reasonable time; a topic may have its
    own.
    """

    acknowledge_days: int = 2
    answer_days: int = 10
    reply_days: int = 5
    urgent_acknowledge_days: int = 0
    """0 is the end of the day received, or of the next working day."""
    urgent_answer_days: int = 2
    reasonable_days: int = 30
    """How many days the council may have a claim before it goes to the Chief Finance Officer: the
    report's “reasonable time” (appendix 1 b), which has no number there.
    """
    silence_days: int = 5
    """How long the finance team may leave it without an answer."""
    agenda_days: int = 5
    """How long before a meeting its agenda is out. No law says: a group of the sector is no
    committee of the council.
    """
    notes_days: int = 5
    """How long after a meeting its notes are out."""
    views_chase_days: int = 8
    """How far into a planning window of 21 days those who are silent are chased; into another as
    far in proportion. So for the next.
    """
    views_collate_days: int = 16
    """How far into it the views are put together."""
    views_send_days: int = 2
    """How many working days before its last day the views are sent."""

    against_days: int = 30
    """How many days what speaks against a promise of the council may stand without an answer."""

    def acknowledge_in(self, own: int | None, *, urgent: bool) -> int:
        """Within how many working days an enquiry is acknowledged; `own` are its topic's."""
        return _soonest(own, self.acknowledge_days, self.urgent_acknowledge_days, urgent)

    def answer_in(self, own: int | None, *, urgent: bool) -> int:
        """Within how many working days its caller has an answer."""
        return _soonest(own, self.answer_days, self.urgent_answer_days, urgent)

    def reply_in(self, own: int | None, *, urgent: bool) -> int:
        """Within how many working days a team replies: of what is urgent, before the answer."""
        return _soonest(own, self.reply_days, self.urgent_answer_days, urgent)

    @property
    def of_enquiries(self) -> tuple[int, ...]:
        """The standards that the dates of enquiries follow from."""
        return self[: self._fields.index("reasonable_days")]


def _soonest(own: int | None, usual: int, urgent_days: int, urgent: bool) -> int:
    """A topic's own days, else the usual ones; what is urgent never has longer than both."""
    days = usual if own is None else own
    return min(days, urgent_days) if urgent else days


USUAL_STANDARDS = Standards()
"""Where nobody has set others."""
