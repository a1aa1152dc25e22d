"""What is done in a window: notices, who is asked, the views, and the money."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.groups.member import Seat
from spoc_tui.casework.kinds import party
from spoc_tui.casework.kinds.act import Act, Change, act
from spoc_tui.casework.kinds.fields import Linked, choice, day, text
from spoc_tui.casework.kinds.party import Party
from spoc_tui.casework.organisations.wards import COUNCIL_MEMBERS
from spoc_tui.casework.planning.agreement import (
    agree,
    allocate,
    receive,
    require_sent,
    spend,
)
from spoc_tui.casework.planning.notices import Notice, NoticeKind
from spoc_tui.casework.planning.steps import Role, Step, Understood
from spoc_tui.casework.records.require import require_closed, require_order
from spoc_tui.casework.text import names_in_short

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.now import Now
    from spoc_tui.casework.organisations.wards import Councillor
    from spoc_tui.casework.planning.window import Window

ON = day("On", "blank: today", past=True)


def require_not_sent(one: Window) -> None:
    """Refuses what makes sense only until the views went to planning."""
    if one.sent is not None:
        raise Refused(f"The views on {one.reference} were sent on {show_day(one.sent)}.")


def require_members_to_ask(one: Window) -> None:
    """Refuses where there is nobody of the consortium to ask."""
    require_not_sent(one)
    if one.group is None:
        raise Refused(f"{one.reference} names no consortium: give it one, or ask them one by one.")
    if not _to_ask(one):
        raise Refused(f"Every member of {one.group.name} was asked. Remind those who are silent.")


def require_later_notice(one: Window) -> None:
    """Refuses where there is no notice but the first, which its own fields say."""
    if len(one.notices) < 2:
        raise Refused(f"{one.reference} has no notice but the first. Edit the window to change it.")


@act(
    "Add a later notice",
    "made known again",
    shown=True,
    asks={
        "kind": choice("Notice", NoticeKind, "how it is made known", needed=True),
        "on": day("On", "its first day", needed=True),
    },
)
def add_notice(one: Window, now: Now, *, kind: NoticeKind, on: date) -> Change:
    """It is made known once more: the window closes with the notice that ends last."""
    require_order(one.opened, on, "A later notice is not before the first", "on")
    if any((each.kind, each.on) == (kind, on) for each in one.notices):
        raise Refused(f"{one.reference} has that notice: {kind.words} of {show_day(on)}.")
    new = Notice(kind=kind, on=on)
    return Change({"notices": (*one.notices, new)}, text=f"{kind.words}, {show_day(on)}")


@act("Take the last notice back", "notice taken back", needs=require_later_notice)
def withdraw_notice(one: Window, now: Now) -> Change:
    """The last notice that was added was none."""
    gone = one.notices[-1]
    text = f"{gone.kind.words}, {show_day(gone.on)}"
    return Change({"notices": one.notices[:-1]}, text=text)


@act("Go through the shelf", "front-loaded", asks={"on": ON})
def front_load(one: Window, now: Now, *, on: date | None) -> Change:
    """The consortium went through the schemes of its wards, before the days run."""
    return Change({"front_loaded": on or now.today})


def require_not_begun(one: Window) -> None:
    """Refuses to open what is known to be open."""
    if one.has_begun:
        raise Refused(f"{one.reference} is open since {show_day(one.opened)}.")


@act("It is open", "open", needs=require_not_begun)
def open_(one: Window, now: Now) -> Change:
    """The notice is up: its days run, from today where it was expected later."""
    early = {"opened": now.today} if one.opened > now.today else {}
    text = f"earlier than {show_day(one.opened)}" if early else ""
    return Change({"notice_up": now.today, **early}, text=text)


@act("Ask the consortium", "consortium asked", needs=require_members_to_ask)
def ask_members(one: Window, now: Now) -> Change:
    """Every member of the consortium is asked, but for those who were, and for observers."""
    new = tuple(party.ask(one.parties, each, now.today) for each in _to_ask(one))
    return Change(text=names_in_short([each.who for each in new]), then=new)


def _to_ask(one: Window) -> list[Party]:
    asked = {(each.organisation, each.team) for each in one.parties if each.asked is not None}
    return [
        Party(
            role=Role.CONSORTIUM.value,
            organisation=each.organisation,
            team=each.team,
            contact=each.person,
        )
        for each in one.members
        if each.ends is None
        and each.seat is not Seat.OBSERVER
        and (each.organisation, each.team) not in asked
    ]


def require_councillors_to_ask(one: Window) -> None:
    """Refuses where there is no councillor to ask."""
    require_not_sent(one)
    if not one.ward_names:
        raise Refused(f"{one.reference} names no ward. Edit it, then ask its councillors.")
    wards = "; ".join(one.ward_names)
    if not one.councillors:
        raise Refused(
            f"No councillor of {wards} is on record. Put them there as people of the organisation "
            f"“{COUNCIL_MEMBERS}”, each with the role councillor and the wards; then ask them."
        )
    if not _councillors_to_ask(one):
        raise Refused(f"Every councillor who is on record for {wards} was asked.")


@act("Ask the ward’s councillors", "councillors asked", needs=require_councillors_to_ask)
def ask_councillors(one: Window, now: Now) -> Change:
    """Every councillor of its wards who sits today is asked, but for those who were."""
    sitting = [each for each in _councillors_to_ask(one) if each.sits(now.today)]
    if not sitting:
        raise Refused(f"No councillor of {'; '.join(one.ward_names)} sits today, by the records.")
    new = tuple(
        party.ask(
            one.parties,
            Party(
                role=Role.COUNCILLOR.value,
                organisation=Linked(each.organisation_uid, each.organisation),
                contact=Linked(each.uid, each.name),
            ),
            now.today,
        )
        for each in sitting
    )
    return Change(text=names_in_short([each.name for each in sitting]), then=new)


def _councillors_to_ask(one: Window) -> list[Councillor]:
    """Those who were not asked yet, whether they sit or have left."""
    asked = {each.contact.uid for each in one.parties if each.asked and each.contact}
    return [each for each in one.councillors if each.uid not in asked]


@act("Put the views together", "views in", needs=require_not_sent, asks={"on": ON})
def collate(one: Window, now: Now, *, on: date | None) -> Change:
    """What they said is put together, with who was silent."""
    silent = [each.who for each in party.silent(one.parties)]
    text = f"not heard: {names_in_short(silent)}" if silent else ""
    return Change({"views_in": on or now.today}, text=text)


@act("Send the views", "views sent", begins=Step.SENT, needs=require_not_sent, asks={"on": ON})
def send(one: Window, now: Now, *, on: date | None) -> Change:
    """The sector's views, which are written as a paper, went to planning."""
    sent = on or now.today
    require_order(one.opened, sent, "Views were not sent before the window opened", "on")
    late = one.closes is not None and sent > one.closes
    text = f"after the last day, {show_day(one.closes)}" if late and one.closes else ""
    return Change({"sent": sent, "views_in": one.views_in or sent}, text=text)


@act("Record that planning acknowledged", "acknowledged", needs=require_sent, asks={"on": ON})
def acknowledge(one: Window, now: Now, *, on: date | None) -> Change:
    """Planning has the views."""
    day = on or now.today
    require_order(one.sent, day, "Planning did not have them before they were sent", "on")
    return Change({"acknowledged": day})


@act(
    "Record what the developer understood",
    "developer asked",
    needs=require_sent,
    asks={
        "answer": choice("Understood", Understood, "yes, no or unknown", needed=True),
        "words": text("In what words", "what they said"),
    },
)
def developer(one: Window, now: Now, *, answer: Understood, words: str) -> Change:
    """Whether the developer understood what the sector said, and in what words."""
    said = f"{answer.words}: {words}" if words else answer.words
    return Change({"understood": answer, "understood_words": words}, text=said)


def require_to_evaluate(one: Window) -> None:
    """Refuses to evaluate what was not sent, or while somebody waits to hear what became of their
    suggestion.
    """
    if one.sent is None:
        asked = "" if any(each.asked for each in one.parties) else "nobody was asked, and "
        raise Refused(
            f"There is nothing to evaluate in {one.reference} yet: {asked}no views were sent. Send "
            "them first; or drop it, with why: “close”."
        )
    waiting = [each.reference for each in one.schemes if each.is_settled and not each.is_told]
    if waiting:
        raise Refused(
            f"Whoever suggested {names_in_short(waiting)} has not been told what became of it. "
            "Tell them on their feedback action, then evaluate."
        )


@act(
    "It is evaluated",
    "evaluated",
    begins=Step.EVALUATED,
    needs=require_to_evaluate,
    ends=True,
    asks={"words": text("In words", "what it showed")},
)
def evaluate(one: Window, now: Now, *, words: str) -> Change:
    """What it showed is put down; nothing more is to be done in it."""
    if one.agreed is None and one.closes is not None and one.closes >= now.today:
        raise Refused(
            f"Views on {one.reference} count until {show_day(one.closes)}: evaluate it after that."
        )
    return Change({"evaluated": now.today}, text=words)


@act(
    "Drop it",
    "dropped",
    begins=Step.DROPPED,
    ends=True,
    asks={"why": text("Why", "why nothing comes of it", needed=True)},
)
def close(one: Window, now: Now, *, why: str) -> Change:
    """Nothing comes of it, for a reason: the application was withdrawn, or made again."""
    return Change(text=why)


def require_over(one: Window) -> None:
    """Refuses to open again what is open."""
    require_closed(one)


@act(
    "Open it again",
    "reopened",
    on_closed=True,
    needs=require_over,
    asks={"why": text("Why", "why it goes on", needed=True)},
)
def reopen(one: Window, now: Now, *, why: str) -> Change:
    """It goes on, for a reason; what was evaluated is to be again."""
    return Change({"closed_at": None, "closed_why": "", "evaluated": None}, text=why)


ACTS: tuple[Act[Any], ...] = (
    add_notice,
    withdraw_notice,
    front_load,
    open_,
    ask_members,
    ask_councillors,
    collate,
    send,
    acknowledge,
    developer,
    agree,
    receive,
    allocate,
    spend,
    evaluate,
    close,
    reopen,
)


def likely(one: Window) -> Iterator[str]:
    """What comes next, by what is known of it."""
    if one.sent is None:
        if not one.has_begun:
            yield from ("front-load", "open")
        if not one.asked(Role.CONSORTIUM):
            yield "ask-members" if one.group else "ask"
        elif not one.asked(Role.COUNCILLOR):
            yield "ask-councillors" if one.councillors else "ask"
        if any(each.is_silent for each in one.parties):
            yield from ("answer", "remind")
        yield from ("collate", "send") if one.views_in is None else ("send",)
        return
    steps: tuple[tuple[object, str], ...] = (
        (one.acknowledged, "acknowledge"),
        (one.understood, "developer"),
        (one.agreed, "agree"),
        (one.received, "receive"),
        (one.allocated, "allocate"),
        (one.spent, "spend"),
    )
    yield from (name for fact, name in steps if fact is None)
    yield "evaluate"
