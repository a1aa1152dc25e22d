"""What is done about a service: it is asked for room, counted, assured, closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.months import show_month
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.kinds.act import Act, Change, act
from spoc_tui.casework.kinds.fields import choice, day, line, number, text, whole_month
from spoc_tui.casework.kinds.shared_acts import reopen
from spoc_tui.casework.prescribing.rows import (
    A_MONTH,
    MOST_PEOPLE,
    MOST_WEEKS,
    REMEDY,
    Counts,
    Reading,
)
from spoc_tui.casework.prescribing.steps import Room, ServiceStep, Source
from spoc_tui.casework.records.require import require_order

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.now import Now
    from spoc_tui.casework.prescribing.service import Service

ON = day("On", "blank: today", past=True)


@act(
    "Say whether it has room",
    "room said",
    asks={
        "room": choice("Room", Room, "yes, few, no or not-known", needed=True),
        "places": number("Places a month", "blank: not known", most=MOST_PEOPLE),
        "wait": number("Weeks to wait", "blank: not known", most=MOST_WEEKS),
        "said_by": line("Said by", "whoever answered"),
        "on": ON,
    },
)
def room(
    one: Service,
    now: Now,
    *,
    room: Room,
    places: int | None,
    wait: int | None,
    said_by: str,
    on: date | None,
) -> Change:
    """What somebody there said of its room; it counts until it is stale."""
    new = Reading(as_of=on or now.today, room=room, places=places, wait=wait, said_by=said_by)
    parts = [
        room.words,
        f"{places:,} a month" if places is not None else "",
        f"{wait:,} weeks to wait" if wait is not None else "",
        f"said by {said_by}" if said_by else "",
        f"on {show_day(new.as_of)}",
    ]
    return Change({"readings": (*one.readings, new)}, text=", ".join(filter(None, parts)))


@act(
    "Put down the counts of a month",
    "counts",
    asks={
        "month": whole_month("Month", A_MONTH, needed=True, remedy=REMEDY),
        "from_whom": choice("From whom", Source, "blank: not split"),
        "referred": number("Referred", "how many", needed=True, most=MOST_PEOPLE),
        "accepted": number("Accepted", "blank: not known", most=MOST_PEOPLE),
        "turned_away": number("Turned away full", "blank: not known", most=MOST_PEOPLE),
        "started": number("Started", "blank: not known", most=MOST_PEOPLE),
        "source": line("Source", "which list or e-mail says so"),
    },
)
def count(
    one: Service,
    now: Now,
    *,
    month: date,
    from_whom: Source | None,
    referred: int,
    accepted: int | None,
    turned_away: int | None,
    started: int | None,
    source: str,
) -> Change:
    """How many were referred in a month, and what became of that: numbers, and nobody's name."""
    new = Counts(
        month=month,
        from_whom=from_whom,
        referred=referred,
        accepted=accepted,
        turned_away=turned_away,
        started=started,
        source=source,
    )
    whom = f" from {from_whom.words}" if from_whom else ""
    words = f"{show_month(month)}: {referred:,} referred{whom}"
    return Change({"counts": (*one.counts, new)}, text=words)


@act(
    "It was assured",
    "assured",
    asks={
        "on": ON,
        "by": line("By whom", "who checked"),
        "review_by": day("Review by", "blank: worked out", ahead=True),
    },
)
def assure(one: Service, now: Now, *, on: date | None, by: str, review_by: date | None) -> Change:
    """Somebody checked that it is as it stands here."""
    assured = on or now.today
    require_order(one.assured_on, assured, "It was assured after that already", "on")
    values = {"assured_on": assured, "assured_by": by, "review_by": review_by}
    return Change(values, text=", ".join(filter(None, (f"on {show_day(assured)}", by))))


@act(
    "It is no longer there",
    "ended",
    begins=ServiceStep.DEFUNCT,
    ends=True,
    asks={"why": text("Why", "it ended, moved, was never there", needed=True)},
)
def close(one: Service, now: Now, *, why: str) -> Change:
    """Nobody is signposted to it any more, for a reason; what was counted stays counted."""
    return Change(text=why)


ACTS: tuple[Act[Any], ...] = (room, count, assure, close, reopen)


def likely(one: Service) -> Iterator[str]:
    """Room first: that is what nobody gives."""
    yield from ("room", "count", "assure")
