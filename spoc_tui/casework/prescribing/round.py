"""A round of calls: the services that are to be asked for room, whom to ring, in which order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.prescribing.steps import Room, ServiceStep

if TYPE_CHECKING:
    from spoc_tui.casework.prescribing.service import Service

ANSWERS = (Room.YES, Room.FEW, Room.NO)
"""What is answered, in the order of the keys."""


class ToRing(NamedTuple):
    """A service that is asked for room."""

    service: Service
    person: str
    """Who is asked for; blank: whoever answers."""
    number: str
    """Where it is rung; blank: no number is known."""

    @property
    def last_said(self) -> str:
        """“few places, Fri 11 Sep 2026”; “never asked”."""
        last = self.service.last_reading
        return f"{last.room.words}, {show_day(last.as_of)}" if last else "never asked"

    @property
    def presses(self) -> bool:
        """Whether somebody was referred to it lately."""
        return self.service.was_referred_to_by(stale_since(self.service))


def stale_since(one: Service) -> date:
    """The day since which it is to be asked: of one that never was, that it was put on record."""
    if one.stale_on is not None:
        return one.stale_on
    return london_date(one.began_at) if one.began_at else date.min


def is_to_ring(one: Service, today: date) -> bool:
    """Whether it is asked for room on a day."""
    runs = one.stands_now is ServiceStep.ACTIVE
    return runs and (one.last_reading is None or stale_since(one) <= today)


def in_order(ones: Iterable[ToRing]) -> list[ToRing]:
    """Those to which somebody was referred lately come first; of these, and of the others, those
    who wait longest.
    """
    return sorted(
        ones,
        key=lambda one: (
            not one.presses,
            stale_since(one.service),
            one.service.name,
            one.service.uid,
        ),
    )


def given(one: ToRing, room: Room) -> dict[str, str]:
    """What is typed into the act that puts an answer down."""
    return {"room": room.value, "said_by": one.person}
