"""What is done about a commitment: what speaks against it is answered, what is offered taken or
not, a review finds whether it was kept, and it is reworded.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.compact.steps import Result
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.act import Act, Begin, Change, Spoken, act
from spoc_tui.casework.kinds.fields import Linked, choice, day, line, link, text, yes_no
from spoc_tui.casework.kinds.shared_acts import reopening
from spoc_tui.casework.records.link import ANY_RECORD, Says
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from spoc_tui.casework.compact.commitment import Commitment
    from spoc_tui.casework.kinds.evidence import Offer
    from spoc_tui.casework.kinds.now import Now

ON = day("On", "blank: today", past=True)
TESTED = (Result.KEPT, Result.PARTLY)
"""What is found by what is on record, and never of what is silent."""


def require_unanswered(one: Commitment) -> None:
    """Refuses to answer where nothing waits for it."""
    if not one.unanswered:
        raise Refused(f"Nothing speaks against {one.reference} that was not answered.")


@act(
    "Answer what speaks against it",
    "answered",
    needs=require_unanswered,
    recalls=lambda one: "\n".join(each.described for each in one.unanswered),
    asks={
        "record": link("Record", ANY_RECORD, "that speaks against it", needed=True),
        "words": text("Answer", "what was answered", needed=True),
        "on": ON,
    },
)
def answer_it(one: Commitment, now: Now, *, record: Linked, words: str, on: date | None) -> Change:
    """What was answered to a record that speaks against it. It still does."""
    from spoc_tui.casework.compact.commitment import Answer

    of = next((each for each in one.unanswered if each.uid == record.uid), None)
    if of is None:
        waits = ", ".join(each.reference for each in one.unanswered)
        raise BadInput(
            f"{record.name} does not wait for an answer on {one.reference}. There waits: {waits}.",
            field="record",
        )
    day = on or now.today
    require_order(of.on, day, "It cannot be answered before it was on record", "on")
    answers = (*one.answers, Answer(other=record, on=day, words=words))
    return Change({"answers": answers}, text=f"{of.reference}: {words}")


@act(
    "Assess it",
    "assessed",
    asks={
        "result": choice("Result", Result, "kept, partly, not kept, not tested", needed=True),
        "council": text("The council’s view", "in its own words"),
        "sector": text("The sector’s view", "in its own words"),
        "words": text("In words", "what it rests on"),
        "on": ON,
    },
)
def assess(
    one: Commitment,
    now: Now,
    *,
    result: Result,
    council: str,
    sector: str,
    words: str,
    on: date | None,
) -> Change:
    """What a review found of it, with the view of either side beside the other's. What is silent
    was not tested: that is not kept.
    """
    from spoc_tui.casework.compact.commitment import Assessment

    day = on or now.today
    require_order(one.begins, day, "It was not assessed before it began", "on")
    if result in TESTED and not any(each.on <= day for each in one.evidence):
        raise BadInput(
            f"Nothing is on record for {one.reference} or against it: it was not tested, which is "
            "not kept. Link what shows it, or say not-tested.",
            field="result",
        )
    new = Assessment(on=day, result=result, words=words, council=council, sector=sector)
    text = f"{result.words}: {words}" if words else result.words
    return Change({"assessments": (*one.assessments, new)}, text=text)


@act(
    "Reword it",
    "reworded",
    ends=True,
    asks={
        "words": line("Words", "the new ones", needed=True, most=1_000, pasted=True),
        "why": text("Why", "why it is worded otherwise", needed=True),
        "on": day("From", "the first day of the new words; blank: today", past=True),
    },
)
def reword(one: Commitment, now: Now, *, words: str, why: str, on: date | None) -> Change:
    """Another commitment, with the new words, takes its place from a day on. What speaks for the
    old words or against them stays with those.
    """
    if compared(words) == compared(one.words):
        raise BadInput("Those are its words already.", field="words")
    first = on or now.today
    require_order(one.begins, first, "It was not reworded before it began", "on")
    shared = ("side", "compact", "principle", "paragraph", "team", "organisation", "shown_by")
    values = {name: getattr(one, name) for name in (*shared, "offers", "ends")}
    values |= {"words": words, "starts": first, "replaces": Linked(one.uid, one.subject)}
    return Change({"reworded": first}, text=why, then=(Begin("commitment", values),))


def require_offer(one: Commitment) -> None:
    """Refuses where nothing is offered."""
    if not one.offered:
        raise Refused(f"Nothing is offered as evidence on {one.reference}.")


def _offers(one: Commitment) -> str:
    return "\n".join(f"{each.reference}: {each.words}" for each in one.offered)


def _offer(one: Commitment, offer: Linked) -> Offer:
    found = next((each for each in one.offered if each.uid == offer.uid), None)
    if found is None:
        there = ", ".join(each.reference for each in one.offered)
        raise BadInput(
            f"{offer.name} is not offered on {one.reference}. There is: {there}.", field="offer"
        )
    return found


OFFER = link("Record", ANY_RECORD, "that is offered", needed=True)


@act(
    "Take what is offered",
    "evidence taken",
    needs=require_offer,
    recalls=_offers,
    asks={
        "offer": OFFER,
        "says": choice("Says", Says, "for, against, mixed; blank: against"),
        "words": line("Words", "why; blank: as it was offered"),
        "publish": yes_no("Publish", "whether it may be published; blank: not asked yet"),
    },
)
def take(
    one: Commitment,
    now: Now,
    *,
    offer: Linked,
    says: Says | None,
    words: str,
    publish: bool | None,
) -> Change:
    """A record that was offered speaks for it or against it, from today on."""
    of, bearing = _offer(one, offer), says or Says.AGAINST
    if not bearing.is_evidence:
        raise BadInput("Evidence is for, against, or mixed.", field="says")
    if bearing is Says.MIXED and not words:
        raise BadInput("Say what speaks for it, and what against.", field="words")
    said = words or of.words
    spoken = Spoken(of.uid, of.kind, bearing, said, of.on, publish)
    return Change(text=f"{of.reference} {bearing.words} it: {said}", then=(spoken,))


@act(
    "Decline what is offered",
    "offer declined",
    needs=require_offer,
    recalls=_offers,
    asks={"offer": OFFER, "why": text("Why", "why it says nothing of it", needed=True)},
)
def decline(one: Commitment, now: Now, *, offer: Linked, why: str) -> Change:
    """A record that was offered says nothing of it. It is not offered again."""
    of = _offer(one, offer)
    spoken = Spoken(of.uid, of.kind, Says.AGAINST, of.words, of.on, declined=True)
    return Change(text=f"{of.reference}: {why}", then=(spoken,))


@act(
    "Carry it into another compact",
    "carried over",
    asks={"into": link("Compact", "compact", "the version in which it stands", needed=True)},
)
def carry(one: Commitment, now: Now, *, into: Linked) -> Change:
    """It stands in another version of the compact, with its words and its evidence."""
    if one.compact is not None and one.compact.uid == into.uid:
        raise BadInput(f"It stands in {into.name} already.", field="into")
    return Change({"compact": into}, text=f"into {into.name}")


@act(
    "It ends",
    "ended",
    ends=True,
    asks={"why": text("Why", "why nobody is bound by it any more", needed=True)},
)
def close(one: Commitment, now: Now, *, why: str) -> Change:
    """Nobody is bound by it any more, and nothing takes its place; its evidence stays."""
    return Change(text=why)


ACTS: tuple[Act[Any], ...] = (
    answer_it,
    take,
    decline,
    assess,
    reword,
    carry,
    close,
    reopening(lambda one: ("reworded",)),
)


def likely(one: Commitment) -> Iterator[str]:
    """What waits for an answer or a look; then its assessment."""
    if one.unanswered:
        yield "answer-it"
    if one.offered:
        yield from ("take", "decline")
    yield from ("assess", "reword")
