"""Whom an organisation serves by its purpose, as tags with their source and day: never who anybody
is. No person has such a field, and none is put down for one.

The organisation’s own free tags stay as they are. They and what a register says may propose a tag;
the officer takes it, or declines it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.equality.dated import ASK_AGAIN, months_on
from spoc_tui.casework.equality.steps import Known
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.act import Act, Change, act
from spoc_tui.casework.kinds.clocks import after
from spoc_tui.casework.kinds.evidence import Offer
from spoc_tui.casework.kinds.fields import Linked, day, line, link, rows, text
from spoc_tui.casework.kinds.kind import TIDY, Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord, RecordRow
from spoc_tui.casework.kinds.shared_acts import reopening
from spoc_tui.casework.organisations.naming import TITLED
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.text import emails_in

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now

NAMELESS = "whom it serves"
"""As one is called that has no words of its own."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Served(RecordRow):
    """One group that it serves."""

    group: Linked = link("Serves", "characteristic", "one of the list", needed=True)
    source: str = line(
        "Source", "what says so: its constitution, it told us", needed=True, column=0
    )
    on: date = day("On", "the day on which it said so", needed=True, past=True)


@dataclass(frozen=True, kw_only=True, repr=False)
class Turned(RecordRow):
    """A proposal that was declined."""

    group: Linked = link("Whom", "characteristic", needed=True)
    on: date = day("Declined", "the day", needed=True, past=True)
    words: str = line("Why", "why it does not serve them", column=0)


@dataclass(frozen=True, kw_only=True, repr=False)
class Purpose(DeclaredRecord):
    """Whom one organisation serves by its purpose: never who anybody is. No person has such a
    field, and none is put down for one.
    """

    organisation: Linked = link(
        "Organisation", "organisation", "that serves them", needed=True, column=0
    )
    words: str = line("In words", "its purpose, of no named person", searched=True)
    serves: tuple[Served, ...] = rows("Groups served", Served)
    declined: tuple[Turned, ...] = rows("Proposals declined", Turned, typed=False)
    ask_by: date | None = day("Ask again by", typed=False, column=10)
    working: str = text("How counted", typed=False)
    proposed: tuple[Offer, ...] = ()

    @property
    def subject(self) -> str:
        return self.words or NAMELESS


def check(one: Purpose) -> None:
    """Each tag once; no word of it is about a named person."""
    there = [each.group.uid for each in one.serves]
    twice = next((each.group for each in one.serves if there.count(each.group.uid) > 1), None)
    if twice is not None:
        raise BadInput(f"{twice.name} is there twice. Each tag is there once.", field="serves")
    require_nobody(one.words, "words")
    for each in one.serves:
        require_nobody(each.source, "serves")


def require_nobody(words: str, field: str) -> None:
    """Refuses words about a named person."""
    if TITLED.search(words) or emails_in(words):
        raise BadInput(
            f"“{words[:60]}” seems to name a person. Whom an organisation serves is about its "
            "purpose: say what says so (“its constitution”, “its trustees”), and name nobody. "
            "What somebody’s own characteristics are is special category data, and has no place "
            "here.",
            field=field,
        )


def works_out(one: Purpose, days: WorkingDays, figures: Sequence[DatedFigure]) -> Mapping[str, Any]:
    """By when it is asked again whom it serves, counted from the oldest tag."""
    if not one.serves:
        return {"ask_by": None, "working": ""}
    oldest = min(each.on for each in one.serves)
    months, source = months_on(figures, ASK_AGAIN, oldest)
    if not months:
        return {"ask_by": None, "working": source}
    by = after("Said", oldest, months, "months")
    return {"ask_by": by.day, "working": f"{by.working}\n{source}"}


def settle(one: Purpose) -> Known:
    """Untagged is that nothing is known, and not that it serves none of them."""
    if not one.is_open:
        return Known.ENDED
    return Known.TAGGED if one.serves else Known.UNTAGGED


def due(one: Purpose, days: WorkingDays) -> Iterator[Due]:
    """It is asked again after so long; what is proposed is looked at."""
    if one.ask_by is not None:
        yield Due("ask again", one.ask_by, one.working, band=TIDY)


def says(one: Purpose) -> Iterator[tuple[str, str, str]]:
    """What is proposed, on lines."""
    yield "proposed", "Proposed", "\n".join(f"{each.words}" for each in one.proposed)


def require_proposal(one: Purpose) -> None:
    """Refuses where nothing is proposed."""
    if not one.proposed:
        raise Refused(f"Nothing is proposed on {one.reference}: add a tag by editing it.")


def _proposals(one: Purpose) -> str:
    return "\n".join(each.words for each in one.proposed)


GROUP = link("Serves", "characteristic", "one that is proposed", needed=True)


def _proposal(one: Purpose, group: Linked) -> Offer:
    found = next((each for each in one.proposed if each.uid == group.uid), None)
    if found is None:
        there = "; ".join(each.words for each in one.proposed)
        raise BadInput(
            f"{group.name} is not proposed on {one.reference}. There is: {there}.", field="group"
        )
    return found


@act(
    "Take what is proposed",
    "tag taken",
    needs=require_proposal,
    recalls=_proposals,
    asks={
        "group": GROUP,
        "source": line("Source", "what says so; blank: what proposes it"),
        "on": day("On", "blank: today", past=True),
    },
)
def take(one: Purpose, now: Now, *, group: Linked, source: str, on: date | None) -> Change:
    """A tag that a free tag or a register proposes is one of its own from now on."""
    of = _proposal(one, group)
    says = source or of.words.partition(": ")[2] or of.words
    new = Served(group=group, source=says, on=on or now.today)
    return Change({"serves": (*one.serves, new)}, text=f"{group.name}: {says}")


@act(
    "Decline what is proposed",
    "proposal declined",
    needs=require_proposal,
    recalls=_proposals,
    asks={"group": GROUP, "why": line("Why", "why it does not serve them", needed=True)},
)
def decline(one: Purpose, now: Now, *, group: Linked, why: str) -> Change:
    """It does not serve them, whatever the word says; that is not proposed again."""
    _proposal(one, group)
    require_nobody(why, "why")
    new = Turned(group=group, on=now.today, words=why)
    return Change({"declined": (*one.declined, new)}, text=f"{group.name}: {why}")


def require_tags(one: Purpose) -> None:
    """Refuses to confirm what nobody said."""
    if not one.serves:
        raise Refused(f"{one.reference} has no tag that could be confirmed: edit it to add one.")


@act(
    "Confirm its tags",
    "confirmed",
    needs=require_tags,
    asks={
        "source": line("Source", "who said that it is still so; blank: as before"),
        "on": day("On", "blank: today", past=True),
    },
)
def confirm(one: Purpose, now: Now, *, source: str, on: date | None) -> Change:
    """All of its tags are still right; the two years are counted from that day."""
    day = on or now.today
    require_order(max(each.on for each in one.serves), day, "They were said after that", "on")
    require_nobody(source, "source")
    serves = tuple(replace(each, on=day, source=source or each.source) for each in one.serves)
    return Change({"serves": serves}, text=", ".join(each.group.name for each in serves))


@act(
    "It is no longer kept",
    "ended",
    begins=Known.ENDED,
    ends=True,
    asks={"why": text("Why", "why it is no longer kept whom it serves", needed=True)},
)
def close(one: Purpose, now: Now, *, why: str) -> Change:
    """It counts no more, for a reason: the organisation has ended, or asked for it."""
    return Change(text=why)


ACTS: tuple[Act[Any], ...] = (take, decline, confirm, close, reopening(lambda one: ()))


def likely(one: Purpose) -> Iterator[str]:
    """What is proposed; then whether it is still so."""
    if one.proposed:
        yield from ("take", "decline")
    yield "confirm"


KIND = Kind(
    code="purpose",
    letters="PUR",
    called="purpose",
    plural="purposes",
    record=Purpose,
    area="equality",
    steps=Known,
    acts=ACTS,
    likely=likely,
    settle=settle,
    check=check,
    works_out=works_out,
    due=due,
    says=says,
    offered_in="proposed",
    once=("organisation",),
    leads_to=("enquiry", "feedback"),
)
