"""What is done about an opportunity until bids are formed: the sector is told, or one of it; there
is an engagement; its notice is looked at again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.buying.steps import Role, Step
from spoc_tui.casework.dates.when import show_day, show_day_and_time
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds import asking
from spoc_tui.casework.kinds.act import Act, Change, LinkTo, act
from spoc_tui.casework.kinds.fields import Linked, choice, day, line, link, named, text
from spoc_tui.casework.kinds.party import Party
from spoc_tui.casework.records.link import ANY_RECORD, Says
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.text import compared, names_in_short

if TYPE_CHECKING:
    from spoc_tui.casework.buying.opportunity import Opportunity
    from spoc_tui.casework.kinds.now import Now

ON = day("On", "blank: today", past=True)


def require_undecided(one: Opportunity) -> None:
    """Refuses what makes sense only until it is known who won."""
    if one.decided is not None:
        raise Refused(f"{one.reference} was decided on {show_day(one.decided)}.")


def require_tellable(one: Opportunity) -> None:
    """Refuses to pass on what was said in confidence, or offers nobody a chance to bid."""
    require_undecided(one)
    if one.sector_told is not None:
        raise Refused(
            f"The sector was told of {one.reference} on {show_day(one.sector_told)}. Tell one more "
            "of it with “ask”."
        )
    if one.confidential:
        raise Refused(
            f"{one.reference} was told in confidence: whoever hears of it before it is published "
            "has an advantage. Say that it no longer is (“edit”), once it is published."
        )
    if one.call_off:
        raise Refused(
            f"{one.reference} is a call-off: only those on its framework can bid. Nothing new is "
            "offered to the sector by it."
        )


@act(
    "Tell the sector",
    "sector told",
    begins=Step.SECTOR_TOLD,
    needs=require_tellable,
    asks={
        "how": line("How", "bulletin, e-mail, meeting …", needed=True),
        "organisations": link(
            "Organisations", "organisation", "those who were told by name; with ;", several=True
        ),
        "on": ON,
    },
)
def tell_sector(
    one: Opportunity, now: Now, *, how: str, organisations: tuple[Linked, ...], on: date | None
) -> Change:
    """The sector hears of it, as early as may be; those who are named are on record."""
    day = on or now.today
    require_order(one.heard, day, "The sector was not told before you heard of it", "on")
    there = {one.read_as(each.organisation) for each in one.reached}
    new = tuple(
        Party(role=Role.SECTOR.value, organisation=each, asked=day)
        for each in organisations
        if one.read_as(each) not in there
    )
    text = f"{how}, on {show_day(day)}"
    if new:
        text = f"{text}: {names_in_short(each.who for each in new)}"
    return Change({"sector_told": day}, text=text, then=new)


def ask(
    one: Opportunity,
    now: Now,
    *,
    role: Role,
    organisation: Linked | None,
    contact: Linked | None,
    team: Linked | None,
    called: str,
    on: date | None,
) -> Change:
    """Tell one of it: with the sector, or in confidence before others, which is put on record."""
    day = on or now.today
    require_order(one.heard, day, "Nobody was told before you heard of it", "on")
    if one.confidential and role is Role.SECTOR:
        raise BadInput(
            f"{one.reference} was told in confidence. Say that this is too (“in-confidence”), or, "
            "once it is published, that it no longer is (“edit”).",
            field="role",
        )
    its = one.read_as(organisation)
    for each in one.reached:
        same = (each.contact, compared(each.called)) == (contact, compared(called))
        if its and one.read_as(each.organisation) == its and same and each.asked is not None:
            raise BadInput(
                f"{each.who} was told of it on {show_day(each.asked)}.", field="organisation"
            )
    who = {"organisation": organisation, "contact": contact, "team": team, "called": called}
    return asking.ask.function(one, now, role=role, on=day, **who)


ASK: Act[Any] = replace(
    asking.ask,
    label="Tell one of it",
    done="told of it",
    help=" ".join((ask.__doc__ or "").split()),
    function=ask,
    needs=require_undecided,
    asks={
        **asking.ask.asks,
        **named({"role": choice("How", Role, "with the sector, or in-confidence", needed=True)}),
    },
)


@act(
    "Record the engagement",
    "engagement",
    begins=Step.ENGAGEMENT,
    needs=require_undecided,
    asks={"words": text("What", "who was asked what, and what was said", needed=True), "on": ON},
)
def engage(one: Opportunity, now: Now, *, words: str, on: date | None) -> Change:
    """The buyer asks the market before it tenders: a meeting, a questionnaire."""
    return Change({"engaged": on or now.today}, text=words)


@act(
    "Look at its notice",
    "notice looked at",
    needs=require_undecided,
    asks={"words": text("What", "what it says now, or that it is not there yet", needed=True)},
)
def look(one: Opportunity, now: Now, *, words: str) -> Change:
    """Its notice was looked at again: what came of the pipeline, or of the plan."""
    return Change({"looked": now.today}, text=words)


def require_warning(one: Opportunity) -> None:
    """Refuses to confirm a day of which nothing is asked."""
    if not one.warning:
        raise Refused(f"Nothing is asked of the closing day of {one.reference}.")


@act("Its closing day is right", "closing day confirmed", needs=require_warning)
def confirm(one: Opportunity, now: Now) -> Change:
    """It does close so far ahead: the year is not mistyped."""
    assert one.closes is not None
    return Change({"confirmed": now.today}, text=show_day_and_time(one.closes))


@act(
    "Record a policy gap",
    "policy gap",
    asks={
        "record": link(
            "Against",
            ANY_RECORD,
            "the commitment, or the feedback action of recommendation 5",
            needed=True,
        ),
        "words": line("What", "what it lacks: no definition, no weight …", needed=True, most=1_000),
    },
)
def gap(one: Opportunity, now: Now, *, record: Linked, words: str) -> Change:
    """What it shows that the policy on social value lacks: it speaks against that commitment, or
    recommendation.
    """
    return Change(
        text=f"{record.name}: {words}" if record.name else words,
        then=(LinkTo(record.uid, Says.AGAINST, words),),
    )


ACTS: tuple[Act[Any], ...] = (tell_sector, ASK, engage, look, confirm, gap)
