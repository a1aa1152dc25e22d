"""What is done about an invitation until it is over: it opens, somebody is invited, and answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.codesign.steps import Role, Stage, Step
from spoc_tui.casework.codesign.voice import Voice
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds import asking
from spoc_tui.casework.kinds.act import Act, Change, Owed, act
from spoc_tui.casework.kinds.fields import Linked, choice, day, line, named, yes_no
from spoc_tui.casework.kinds.party import Party
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from spoc_tui.casework.codesign.invitation import Invitation
    from spoc_tui.casework.kinds.now import Now

ON = day("On", "blank: today", past=True)


def require_not_concluded(one: Invitation) -> None:
    """Refuses what makes sense only until it was said what changed."""
    if one.concluded is not None:
        raise Refused(f"{one.reference} was concluded on {show_day(one.concluded)}.")


@act(
    "It opens",
    "opened",
    begins=Step.OPEN,
    needs=require_not_concluded,
    asks={"on": ON},
)
def open_(one: Invitation, now: Now, *, on: date | None) -> Change:
    """Answers may be given from that day on; where that is another than was said, it is moved."""
    began = on or now.today
    require_order(began, one.closes, "It cannot open after its last day", "on")
    return Change({"began": began, "opened": began})


def _require_another(one: Invitation, organisation: Linked | None, called: str, role: Role) -> None:
    """Refuses who is there under another name: merged, or in words as an organisation is called."""
    for each in one.invited:
        if each.organisation is not None:
            of = each.organisation
            merged = organisation is not None and one.read_as(organisation) == one.read_as(of)
            names = {compared(name) for name in (of.name, *one.also_called(of))}
            same = (merged and of.uid != organisation.uid) or compared(called) in names - {""}  # type: ignore[union-attr]
        else:
            named_so = organisation is not None and compared(organisation.name)
            known = {compared(name) for name in one.also_called(organisation)}
            same = bool(named_so) and compared(each.called) in {named_so, *known}
        of_both = organisation is not None and organisation == each.organisation
        other_role = each.role != role and of_both
        if same or other_role:
            raise BadInput(
                f"That is {each.who}, who was invited on {show_day(each.asked)}. Each is there "  # type: ignore[arg-type]
                "once, whatever it is called.",
                field="organisation" if organisation else "called",
            )


def ask(
    one: Invitation,
    now: Now,
    *,
    role: Role,
    organisation: Linked | None,
    contact: Linked | None,
    team: Linked | None,
    called: str,
    on: date | None,
) -> Change:
    """Invite somebody, before it closes. Whoever of the sector is invited before a draft is
    written is early.
    """
    asked = on or now.today
    if one.closes is not None and asked > one.closes:
        raise BadInput(
            f"{one.reference} closed on {show_day(one.closes)}: nobody is invited to what is over. "
            "If it goes on for longer, give it a later last day first.",
            field="on",
        )
    _require_another(one, organisation, called, role)
    who = {"organisation": organisation, "contact": contact, "team": team, "called": called}
    change = asking.ask.function(one, now, role=role, on=asked, **who)
    early = one.early is None and one.stage is Stage.BEFORE and role is Role.SECTOR
    return change._replace(values={"early": asked} if early else {})


ASK: Act[Any] = replace(
    asking.ask,
    label="Invite somebody",
    done="invited",
    help=" ".join((ask.__doc__ or "").split()),
    function=ask,
    needs=require_not_concluded,
    asks={
        **asking.ask.asks,
        **named({"role": choice("Role", Role, "sector, partner or residents", needed=True)}),
    },
)


def answer(
    one: Invitation,
    now: Now,
    *,
    who: str,
    said: str,
    on: date | None,
    expenses: bool | None,
    action: str,
) -> Change:
    """What somebody who was invited said; late answers are kept, and marked. Where something is to
    be done of it, a feedback action begins with their voice.
    """
    if action and not said:
        raise BadInput("Say what they said of which that is to be done.", field="said")
    change = asking.answer.function(one, now, who=who, said=said, on=on)
    answered = next(one for one in change.then if isinstance(one, Party))
    late = ""
    if answered.is_late(one.closes) and one.closes is not None:
        late = f" (late: it closed on {show_day(one.closes)})"
    voices = one.voices
    if said or expenses is not None:
        voices = (*voices, _voice(answered, said, expenses))
    owed = Owed(action, said, answered.who, one.team.name, on=answered.answered)
    return change._replace(
        values={"voices": voices},
        text=f"{change.text}{late}",
        then=(*change.then, owed) if action else change.then,
    )


def _voice(of: Party, said: str, expenses: bool | None) -> Voice:
    assert of.answered is not None
    return Voice(
        on=of.answered,
        organisation=of.organisation,
        called=of.contact.name if of.contact else of.team.name if of.team else of.called,
        words=said,
        expenses=expenses,
    )


ANSWER: Act[Any] = replace(
    asking.answer,
    help=" ".join((answer.__doc__ or "").split()),
    function=answer,
    asks={
        **asking.answer.asks,
        **named(
            {
                "expenses": yes_no("Expenses", "whether theirs were paid; blank: not known"),
                "action": line("To do", "what is to be done of it; blank: nothing", most=1_000),
            }
        ),
    },
)
ACTS: tuple[Act[Any], ...] = (open_, ASK, ANSWER)
