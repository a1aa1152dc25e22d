"""The card of a service, for colleagues who signpost to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.prescribing.steps import Room, ServiceStep
from spoc_tui.casework.prescribing.when import when_words
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.documents.plain_paper import paper, tabled

if TYPE_CHECKING:
    from spoc_tui.casework.prescribing.papers import CardFacts
    from spoc_tui.reports.documents.document import Document

NOT_KNOWN = "not known: ring first"
_SAYS = {
    Room.YES: "“There is room. Shall I give you the number?”",
    Room.FEW: "“There are a few places; ring soon. If it is full, come back to us.”",
    Room.NO: "“It is full just now. I can tell you of another, or how long people wait.”",
}


def card(facts: CardFacts) -> Document:
    """For whom it is, when, whether it has room, what to say, whom to ring."""
    sections = [
        tabled("The service", _rows(facts), (25, 75)),
        Section("What to say", lines=tuple(_said(facts))),
        Section(
            "Keep it so",
            lines=(
                "Write down nobody who is sent there: only the service counts, and only numbers.",
                "What is wrong on this card, tell the single point of contact.",
            ),
        ),
    ]
    notice = "For colleagues of the council. It is not published."
    return paper(facts.service.name, notice, facts.today, facts.officer, sections)


def _rows(facts: CardFacts) -> Iterator[tuple[str, str]]:
    one = facts.service
    assured = (
        ", ".join(filter(None, (show_day(one.assured_on), one.assured_by)))
        if (one.assured_on)
        else "nobody has checked yet"
    )
    for label, value in (
        ("Whose", facts.organisation.name),
        ("What", one.what),
        ("For whom", one.for_whom),
        ("Ages", one.ages or "any"),
        ("Area", one.lives_in),
        ("When", when_words(one.when, one.hours) or NOT_KNOWN),
        ("Where", ", ".join(filter(None, (one.place, one.postcode)))),
        ("Cost", one.cost or NOT_KNOWN),
        ("Room", _room(facts)),
        ("Ring", facts.rings or "no number is known"),
        ("How to refer", one.how),
        ("Checked", assured),
        ("Reference", one.reference),
    ):
        if value:
            yield label, value


def _room(facts: CardFacts) -> str:
    last = facts.service.last_reading
    if last is None:
        return NOT_KNOWN
    parts = [last.room.words]
    if last.places is not None:
        parts.append(f"{last.places:,} a month")
    if last.wait is not None:
        parts.append(f"{last.wait:,} weeks to wait")
    stale = facts.service.stale_on is not None and facts.service.stale_on < facts.today
    old = "; that is long ago, ring first" if stale else ""
    return f"{', '.join(parts)}, as said on {show_day(last.as_of)}{old}"


def _said(facts: CardFacts) -> Iterator[str]:
    one = facts.service
    if one.stands_now is not ServiceStep.ACTIVE:
        yield f"It does not run now ({one.stands_now.words}): signpost nobody to it."
        return
    last = one.last_reading
    known = last is not None and (one.stale_on is None or one.stale_on >= facts.today)
    room = last.room if last is not None and known else Room.NOT_KNOWN
    yield _SAYS.get(room, "“I do not know whether they have room. Ring them first.”")
    yield "Say for whom it is, when, and what it costs; promise no place."
