"""What is done about an impact assessment: its actions are owed by teams, the lead officer
recommends, another authorises it, and it is reviewed yearly or when what it assesses changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace as with_values
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.equality.steps import Recommendation, Step
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.act import Act, Begin, Change, Owed, act, owner_as_typed
from spoc_tui.casework.kinds.fields import Linked, choice, day, line, link, text
from spoc_tui.casework.kinds.shared_acts import reopening
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.records.side import Side

if TYPE_CHECKING:
    from spoc_tui.casework.equality.assessment import Assessment
    from spoc_tui.casework.kinds.now import Now

ON = day("On", "blank: today", past=True)


@act(
    "Add an action of its plan",
    "action planned",
    asks={
        "what": line("Action", "what is to be done", needed=True, most=1_000),
        "owner": link("Owner", "team", "the team that owes it", needed=True),
        "due": day("Due", "by which day", needed=True, ahead=True),
        "group": link("For", "characteristic", "whom it is for; blank: several"),
    },
)
def plan(
    one: Assessment, now: Now, *, what: str, owner: Linked, due: date, group: Linked | None
) -> Change:
    """Something is to be done of it: a feedback action of that team, linked to the assessment."""
    of = f"{one.title}: {group.name}" if group else one.title
    action = Owed(what, of, one.lead, owner.name, Side.COUNCIL, due)
    text = f"{what}, {owner_as_typed(owner.name)}, by {show_day(due)}"
    return Change(text=text, then=(action,))


def require_not_authorised(one: Assessment) -> None:
    """Refuses to recommend again what was authorised."""
    if one.authorised is not None:
        raise Refused(
            f"{one.reference} was authorised on {show_day(one.authorised)}. Assess it again "
            "instead (“Assess it again”)."
        )


@act(
    "The lead officer recommends",
    "recommended",
    needs=require_not_authorised,
    asks={
        "recommendation": choice(
            "Recommends", Recommendation, "proceed, alternatives, more-evidence", needed=True
        ),
        "why": text("Why", "needed to proceed where an adverse impact is not mitigated"),
        "on": ON,
    },
)
def recommend(
    one: Assessment, now: Now, *, recommendation: Recommendation, why: str, on: date | None
) -> Change:
    """To proceed with the change, to consider alternatives, or to gather further evidence first."""
    day = on or now.today
    bare = one.adverse and not one.mitigates and not one.actions
    if recommendation is Recommendation.PROCEED and bare and not why:
        names = ", ".join(each.group.name for each in one.adverse)
        raise BadInput(
            f"It is likely to have an adverse impact ({names}), and nothing mitigates that. The "
            "form asks why it should proceed: say so.",
            field="why",
        )
    values = {"recommendation": recommendation, "recommended": day, "why": why}
    return Change(values, text=f"{recommendation.words}{f': {why}' if why else ''}")


def require_recommended(one: Assessment) -> None:
    """Refuses to authorise what nobody recommends."""
    require_not_authorised(one)
    if one.recommendation is None:
        raise Refused(f"{one.reference} has no recommendation yet.")
    if one.recommendation is Recommendation.MORE_EVIDENCE:
        raise Refused(
            f"{one.reference} waits for further evidence: its form consents that enough was "
            "obtained. Recommend something else first."
        )


@act(
    "It is authorised",
    "authorised",
    begins=Step.AUTHORISED,
    needs=require_recommended,
    asks={
        "by": line("By", "the post of whoever authorises it, and not a name", needed=True),
        "on": ON,
    },
)
def authorise(one: Assessment, now: Now, *, by: str, on: date | None) -> Change:
    """That consents that the recommendation can be carried out, that there is enough evidence, and
    that its actions are in the service plan and monitored.
    """
    day = on or now.today
    require_order(one.on, day, "It was not authorised before its date", "on")
    return Change({"authoriser": by, "authorised": day}, text=f"{by}, {show_day(day)}")


def require_authorised(one: Assessment) -> None:
    """Refuses to review what was not authorised."""
    if one.authorised is None:
        raise Refused(f"{one.reference} is not authorised yet.")


@act(
    "It was reviewed",
    "reviewed",
    needs=require_authorised,
    asks={"words": text("In words", "what was found, and what is still so", needed=True), "on": ON},
)
def review(one: Assessment, now: Now, *, words: str, on: date | None) -> Change:
    """It still holds; the next review is counted from that day."""
    day = on or now.today
    require_order(one.reviewed or one.authorised, day, "It was not reviewed before that", "on")
    return Change({"reviewed": day}, text=words)


@act(
    "Assess it again",
    "assessed again",
    begins=Step.REPLACED,
    ends=True,
    needs=require_authorised,
    asks={"why": text("Why", "what changed of what it assesses", needed=True)},
)
def renew(one: Assessment, now: Now, *, why: str) -> Change:
    """Another assessment is drafted in its place, with what this one says; what was planned stays
    owed.
    """
    shared = ("title", "lead", "matter", "team", "summary", "evidence", "affected", "mitigation")
    values = {name: getattr(one, name) for name in shared}
    values |= {
        "on": now.today,
        "replaces": Linked(one.uid, one.subject),
        "impacts": tuple(with_values(each, uid="") for each in one.impacts),
    }
    return Change({"replaced": now.today}, text=why, then=(Begin("assessment", values),))


@act(
    "Close it",
    "ended",
    begins=Step.ENDED,
    ends=True,
    asks={"why": text("Why", "why it is looked at no more", needed=True)},
)
def close(one: Assessment, now: Now, *, why: str) -> Change:
    """What it assesses is over, or was given up. Its actions stay owed."""
    return Change(text=why)


ACTS: tuple[Act[Any], ...] = (
    plan,
    recommend,
    authorise,
    review,
    renew,
    close,
    reopening(lambda one: ("replaced",)),
)


def likely(one: Assessment) -> Iterator[str]:
    """What is recommended, then who authorises it, then its review."""
    if one.authorised is not None:
        yield "review"
    elif one.status is Step.RECOMMENDED:
        yield "authorise"
    else:
        yield "recommend"
    yield "plan"
