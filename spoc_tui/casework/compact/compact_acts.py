"""What is done about a compact: consulted on, agreed, signed, in force, reviewed, replaced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace as with_values
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.compact.signing import require_signatures, sign_up, standing, withdraw
from spoc_tui.casework.compact.steps import Step
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.act import Act, Begin, Change, Do, act
from spoc_tui.casework.kinds.fields import Linked, day, line, link, text
from spoc_tui.casework.kinds.milestones import reach
from spoc_tui.casework.kinds.shared_acts import reopening
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.text import compared, counted, names_in_short

if TYPE_CHECKING:
    from spoc_tui.casework.compact.commitment import Commitment
    from spoc_tui.casework.compact.compact import Compact
    from spoc_tui.casework.kinds.now import Now

ON = day("On", "blank: today", past=True)


def require_unsigned(one: Compact) -> None:
    """Refuses to go back to what comes before the signing."""
    if one.signed is not None:
        raise Refused(
            f"{one.reference} was signed on {show_day(one.signed)}. Draft the next version instead."
        )


def require_not_agreed(one: Compact) -> None:
    """Refuses to consult on what is agreed."""
    require_unsigned(one)
    if one.agreed is not None:
        raise Refused(f"{one.reference} was agreed on {show_day(one.agreed)}.")


@act(
    "Begin to consult",
    "consultation began",
    begins=Step.CONSULTING,
    needs=require_not_agreed,
    asks={"on": ON},
)
def consult(one: Compact, now: Now, *, on: date | None) -> Change:
    """The sector, the council and its partners are asked what they make of the draft."""
    return Change({"consulted": on or now.today})


@act(
    "It is agreed",
    "agreed",
    begins=Step.AGREED,
    needs=require_unsigned,
    asks={"on": ON, "words": line("In words", "by whom: Cabinet, the group of leaders …")},
)
def agree(one: Compact, now: Now, *, on: date | None, words: str) -> Change:
    """Its text is settled; who was asked may sign it."""
    agreed = on or now.today
    require_order(one.consulted, agreed, "It was not agreed before it was consulted on", "on")
    return Change({"agreed": agreed}, text=words)


def require_to_sign(one: Compact) -> None:
    """Refuses to have signed what nobody did."""
    require_unsigned(one)
    require_signatures(one)


@act("It is signed", "signed", begins=Step.SIGNED, needs=require_to_sign, asks={"on": ON})
def sign(one: Compact, now: Now, *, on: date | None) -> Change:
    """It is signed by all who sign at first; its review is counted from that day. Others may sign
    after it.
    """
    signed = on or now.today
    require_order(one.agreed, signed, "It was not signed before it was agreed", "on")
    return Change({"signed": signed}, text=counted(len(standing(one)), "signatory", "signatories"))


def require_signed(one: Compact) -> None:
    """Refuses to bring into force what is not signed, or is in force."""
    if one.signed is None:
        raise Refused(f"{one.reference} is not signed yet.")
    if one.in_force is not None:
        raise Refused(f"{one.reference} is in force since {show_day(one.in_force)}.")


@act(
    "It comes into force",
    "in force",
    begins=Step.IN_FORCE,
    needs=require_signed,
    asks={"on": ON},
)
def enter(one: Compact, now: Now, *, on: date | None) -> Change:
    """It holds from that day on. The version that it replaces ends, and what was promised in that
    goes on in this one.
    """
    begun = on or now.today
    require_order(one.signed, begun, "It was not in force before it was signed", "on")
    given = {"successor": Linked(one.uid, one.subject), "on": begun}
    then: tuple[Do, ...] = ()
    if one.replaces is not None and one.before is not None and one.before.closed_at is None:
        then = (Do("compact", one.replaces.uid, "replace", given),)
    return Change({"in_force": begun}, then=then)


def require_in_force(one: Compact) -> None:
    """Refuses to review what is not in force, or is under review."""
    if one.in_force is None:
        raise Refused(f"{one.reference} is not in force yet.")


@act(
    "Begin its review",
    "review began",
    begins=Step.UNDER_REVIEW,
    needs=require_in_force,
    asks={"on": ON},
)
def review(one: Compact, now: Now, *, on: date | None) -> Change:
    """Both sides say of each commitment whether it was kept; each is assessed on its own page."""
    began = on or now.today
    require_order(one.in_force, began, "It was not reviewed before it was in force", "on")
    return Change({"review_began": began})


def require_review(one: Compact) -> None:
    """Refuses to conclude a review that did not begin."""
    if one.review_began is None:
        raise Refused(f"{one.reference} is not under review.")


def not_assessed(one: Compact) -> list[Commitment]:
    """The commitments that nobody assessed since its review began."""
    return [
        each
        for each in one.commitments
        if each.is_open and not each.was_assessed_since(one.review_began)
    ]


def _to_assess(one: Compact) -> str:
    """Them, as they are recalled."""
    its = names_in_short(each.reference for each in not_assessed(one))
    return f"Not assessed yet: {its}." if its else ""


@act(
    "Conclude its review",
    "reviewed",
    needs=require_review,
    recalls=_to_assess,
    asks={"words": text("In words", "what it found, as both sides put it", needed=True), "on": ON},
)
def conclude(one: Compact, now: Now, *, words: str, on: date | None) -> Change:
    """What the review found; the next is counted from that day."""
    day = on or now.today
    require_order(one.review_began, day, "It was not reviewed before its review began", "on")
    left = not_assessed(one)
    text = f"{words} ({counted(len(left), 'commitment')} not assessed)" if left else words
    values = {"reviewed": day, "review_words": words, "review_began": None, "review_on": None}
    return Change(values, text=text)


def require_no_next(one: Compact) -> None:
    """Refuses a second next version."""
    if one.versions:
        there = ", ".join(f"{each.reference}, {each.status.words}" for each in one.versions)
        raise Refused(f"{one.reference} has a next version already: {there}.")


@act(
    "Draft the next version",
    "next version drafted",
    needs=require_no_next,
    asks={"version": line("Version", "of the next one", needed=True, most=20)},
)
def draft_next(one: Compact, now: Now, *, version: str) -> Change:
    """The next version begins as a draft, with the same principles. This one holds until that is in
    force.
    """
    if compared(version) == compared(one.version):
        raise BadInput(f"This is version {one.version}. The next has another.", field="version")
    values = {
        "title": one.title,
        "version": version,
        "words": one.words,
        "group": one.group,
        "review_months": one.review_months,
        "replaces": Linked(one.uid, one.subject),
        "principles": tuple(with_values(each, uid="") for each in one.principles),
    }
    return Change(text=f"version {version}", then=(Begin("compact", values),))


@act(
    "It is replaced",
    "replaced",
    begins=Step.REPLACED,
    ends=True,
    asks={"successor": link("By", "compact", "the next version", needed=True), "on": ON},
)
def replace(one: Compact, now: Now, *, successor: Linked, on: date | None) -> Change:
    """Another version holds in its place; what was promised in this one, and goes on, is carried
    into it with its evidence.
    """
    if successor.uid == one.uid:
        raise BadInput("A compact does not replace itself.", field="successor")
    carried = [each for each in one.commitments if each.is_open]
    then = tuple(Do("commitment", each.uid, "carry", {"into": successor}) for each in carried)
    values = {"replaced": on or now.today, "review_began": None}
    text = f"by {successor.name}; {counted(len(carried), 'commitment')} carried over"
    return Change(values, text=text, then=then)


@act(
    "Give it up",
    "dropped",
    begins=Step.DROPPED,
    ends=True,
    asks={"why": text("Why", "why nothing comes of it, or it ends", needed=True)},
)
def close(one: Compact, now: Now, *, why: str) -> Change:
    """It ends with nothing in its place, for a reason."""
    return Change(text=why)


ACTS: tuple[Act[Any], ...] = (
    consult,
    agree,
    sign_up,
    withdraw,
    sign,
    enter,
    reach,
    review,
    conclude,
    draft_next,
    replace,
    close,
    reopening(lambda one: ("replaced",)),
)


def likely(one: Compact) -> Iterator[str]:
    """The next step; in force, its review."""
    if one.review_began is not None:
        yield "conclude"
    elif one.in_force is not None:
        yield "review"
    elif one.signed is not None:
        yield "enter"
    elif one.agreed is not None:
        yield from ("sign-up", "sign")
    else:
        yield from ("agree", "consult") if one.consulted else ("consult", "agree")
    yield "reach"
