"""What is done about an opportunity from the first bidder until all who bid heard the result."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.buying.bidder import Bidder
from spoc_tui.casework.buying.steps import Part, Result, Role, Step
from spoc_tui.casework.buying.telling import ON, require_undecided
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds import party
from spoc_tui.casework.kinds.act import Act, Change, act
from spoc_tui.casework.kinds.fields import choice, line, link, text
from spoc_tui.casework.kinds.party import Party
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.text import names_in_short

if TYPE_CHECKING:
    from spoc_tui.casework.buying.opportunity import Opportunity
    from spoc_tui.casework.kinds.fields import Linked
    from spoc_tui.casework.kinds.now import Now

WHOSE = link("Organisation", "organisation", "whose bid; blank: each that there is")


def _listed(one: Opportunity) -> str:
    return "\n".join(f"{each.organisation.name}: {each.part.words}" for each in one.bidders)


@act(
    "Say what one does",
    "part taken",
    needs=require_undecided,
    recalls=_listed,
    asks={
        "organisation": link("Organisation", "organisation", needed=True),
        "part": choice("Part", Part, "interested, lead, partner, alone or declined", needed=True),
        "brings": text("Brings", "what it has that a bid needs: people, a hall, experience"),
        "why": line("Why not", "why it declined"),
        "cleared": line("Cleared", "what procurement said, where it was told before others"),
        "on": ON,
    },
)
def part(
    one: Opportunity,
    now: Now,
    *,
    organisation: Linked,
    part: Part,
    brings: str,
    why: str,
    cleared: str,
    on: date | None,
) -> Change:
    """One is interested, leads a bid, is a partner in it, bids alone, or declines and says why."""
    day = on or now.today
    if part is Part.DECLINED and not why:
        raise BadInput("Say why it declined: that is what procurement can learn from.", field="why")
    told = next(
        (p for p in one.reached if one.read_as(p.organisation) == one.read_as(organisation)), None
    )
    before = one.part_of(organisation)
    in_confidence = told is not None and told.role == Role.IN_CONFIDENCE
    if part.bids and in_confidence and not (cleared or (before and before.cleared)):
        raise BadInput(
            f"{organisation.name} was told of it in confidence, before others: that is an "
            "advantage, and procurement must know. Say what they said to that (“cleared”).",
            field="cleared",
        )
    if before is not None and before.submitted is not None:
        raise Refused(
            f"The bid of {before.organisation.name} was submitted on {show_day(before.submitted)}."
        )
    if before is not None and part is before.part and not (brings or why or cleared):
        raise Refused(f"{before.organisation.name} is {before.part.words} already.")
    _require_one_lead(one, part, before)
    new = Bidder(
        organisation=organisation,
        part=part,
        on=day,
        brings=brings or (before.brings if before else ""),
        why=why,
        cleared=cleared or (before.cleared if before else ""),
    )
    if before is None:
        bidders = (*one.bidders, new)
    else:
        new = replace(new, uid=before.uid)
        bidders = tuple(new if each is before else each for each in one.bidders)
    words = ": ".join(filter(None, (f"{organisation.name}, {part.words}", why or brings)))
    stands = Party(role=Role.SECTOR.value, organisation=organisation, asked=day, answered=day)
    if told is not None:
        stands = replace(told, answered=told.answered or day)
    return Change({"bidders": bidders}, text=words, then=(stands,))


def _require_one_lead(one: Opportunity, part: Part, before: Bidder | None) -> None:
    leads = [each for each in one.bidders if each.part is Part.LEAD and each is not before]
    if part is Part.LEAD and leads:
        raise BadInput(
            f"{leads[0].organisation.name} leads already. Make that a partner first; one who bids "
            "for itself bids alone.",
            field="part",
        )
    if part is Part.PARTNER and not leads:
        raise BadInput("Nobody leads a bid yet: say first who does.", field="part")


@act(
    "Put questions",
    "questions put",
    begins=Step.QUESTIONS,
    needs=require_undecided,
    asks={"words": text("Questions", "what was asked, and answered", needed=True), "on": ON},
)
def question(one: Opportunity, now: Now, *, words: str, on: date | None) -> Change:
    """The buyer is asked what the papers do not say; late questions are kept, and marked."""
    day = on or now.today
    late = one.questions_by is not None and day > one.questions_by.day
    return Change({"questioned": day}, text=f"{words}{' (late)' if late else ''}")


def require_bid(one: Opportunity) -> None:
    """Refuses to submit what nobody makes."""
    require_undecided(one)
    if not any(each.waits for each in one.bids):
        raise Refused(
            f"There is no bid to submit on {one.reference}: say who leads one, or bids alone "
            "(“part”)."
        )


@act("Submit the bid", "bid submitted", needs=require_bid, asks={"organisation": WHOSE, "on": ON})
def submit(one: Opportunity, now: Now, *, organisation: Linked | None, on: date | None) -> Change:
    """The buyer has it; what went in after it closed is kept, and marked."""
    day = on or now.today
    its = _meant(one, organisation, [each for each in one.bids if each.waits])
    for each in its:
        require_order(each.on, day, "A bid was not submitted before there was a bidder", "on")
    late = one.closes is not None and day > one.closes.day
    bidders = tuple(replace(b, submitted=day) if b in its else b for b in one.bidders)
    who = names_in_short(each.organisation.name for each in its)
    text = f"{who}, on {show_day(day)}{', after it closed' if late else ''}"
    first = min(filter(None, (one.submitted, day)))
    return Change({"bidders": bidders, "submitted": first}, text=text)


def _meant(one: Opportunity, organisation: Linked | None, among: list[Bidder]) -> list[Bidder]:
    """The bid of an organisation among these, or each of them."""
    if organisation is None:
        return among
    its = [each for each in among if one.read_as(each.organisation) == one.read_as(organisation)]
    if not its:
        there = names_in_short(each.organisation.name for each in among)
        raise BadInput(
            f"{organisation.name} has no such bid. There is: {there}.", field="organisation"
        )
    return its


def require_out(one: Opportunity) -> None:
    """Refuses the result of what was not submitted, or is known."""
    if not any(each.is_out for each in one.bids):
        raise Refused(
            f"No bid on {one.reference} waits for its result: submit one first (“submit”), or "
            "close it."
        )


@act(
    "Say what became of a bid",
    "result known",
    needs=require_out,
    asks={
        "result": choice("Result", Result, "won, lost, withdrawn or not-known", needed=True),
        "organisation": WHOSE,
        "on": ON,
    },
)
def decide(
    one: Opportunity, now: Now, *, result: Result, organisation: Linked | None, on: date | None
) -> Change:
    """What became of one bid, or of all; once it is known of each, it is decided."""
    day = on or now.today
    its = _meant(one, organisation, [each for each in one.bids if each.is_out])
    for each in its:
        require_order(each.submitted, day, "It was not decided before it was submitted", "on")
    if result is Result.WON and len(its) > 1:
        raise BadInput("Say which of the bids was won.", field="organisation")
    bidders = tuple(
        replace(b, result=result, result_on=day) if b in its else b for b in one.bidders
    )
    over = not any(each.is_out for each in bidders)
    who = names_in_short(each.organisation.name for each in its)
    values: dict[str, Any] = {"bidders": bidders}
    return Change(values | ({"decided": day} if over else {}), text=f"{who}: {result.words}")


def require_decided(one: Opportunity) -> None:
    """Refuses what makes sense only once it is known what became of the bids."""
    if one.decided is None:
        raise Refused(f"It is not known yet what became of {one.reference}.")


@act(
    "Ask for feedback",
    "feedback asked",
    needs=require_decided,
    on_closed=True,
    asks={"said": text("Feedback", "what the buyer said; blank: nothing yet"), "on": ON},
)
def ask_feedback(one: Opportunity, now: Now, *, said: str, on: date | None) -> Change:
    """The buyer is asked what was good in a bid, and what was not; what it says is kept."""
    asked = one.feedback_asked or on or now.today
    require_order(one.decided, asked, "Feedback was not asked before it was decided", "on")
    return Change({"feedback_asked": asked, "feedback": said or one.feedback}, text=said)


def require_untold(one: Opportunity) -> None:
    """Refuses where all have heard, or there is nothing yet to hear."""
    require_decided(one)
    if not one.untold:
        raise Refused(f"Nobody who bid on {one.reference}, or might have, is still to be told.")


@act(
    "Tell all who bid",
    "all told",
    on_closed=True,
    needs=require_untold,
    recalls=lambda one: names_in_short(each.who for each in one.untold),
    asks={"on": ON},
)
def tell_all(one: Opportunity, now: Now, *, on: date | None) -> Change:
    """All who bid, or were interested, heard what became of it."""
    day = on or now.today
    require_order(one.decided, day, "Nobody was told before it was decided", "on")
    told = tuple(party.tell(each, day) for each in one.untold)
    return Change(text=names_in_short(each.who for each in told), then=told)


def require_told(one: Opportunity) -> None:
    """Refuses to close what somebody waits to hear of."""
    if one.decided is not None and one.untold:
        who = names_in_short(each.who for each in one.untold)
        raise Refused(f"Everybody who bid hears what became of it. Not told yet: {who}.")
    if one.decided is None and any(each.is_out for each in one.bids):
        raise Refused(
            f"A bid on {one.reference} was submitted. Say what became of it (“decide”), if only "
            "that it is not known."
        )


@act(
    "Close it",
    "closed",
    ends=True,
    needs=require_told,
    asks={"why": text("Why", "how it ended, or why nobody bids", needed=True)},
)
def close(one: Opportunity, now: Now, *, why: str) -> Change:
    """It is over, and everybody who bid has heard."""
    return Change(text=why)


ACTS: tuple[Act[Any], ...] = (part, question, submit, decide, ask_feedback, tell_all, close)
