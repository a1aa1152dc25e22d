"""What is done about an invitation once answers are in: what became of each voice, what changed,
and that everybody invited hears it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.codesign.inviting import ON, require_not_concluded
from spoc_tui.casework.codesign.steps import Effect, Manner, Step
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds import party
from spoc_tui.casework.kinds.act import Act, Change, Settled, act
from spoc_tui.casework.kinds.fields import choice, number, text, yes_no
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.text import counted, names_in_short, shortened

if TYPE_CHECKING:
    from spoc_tui.casework.codesign.invitation import Invitation
    from spoc_tui.casework.kinds.now import Now

SHOWN = 100
"""How much of what was said is recalled."""


def require_voices(one: Invitation) -> None:
    """Refuses to say what became of what nobody said."""
    if not one.said:
        raise Refused(f"Nobody has said anything of {one.reference} yet.")


def _numbered(one: Invitation) -> str:
    return "\n".join(
        f"{n}. {each.who}: {shortened(each.words, SHOWN)}"
        for n, each in enumerate(one.voices, 1)
        if each.words
    )


@act(
    "Say what became of a voice",
    "voice followed",
    needs=require_voices,
    recalls=_numbered,
    asks={
        "number": number("Number", "of the voice", needed=True, least=1, most=1_000),
        "effect": choice("Effect", Effect, "changed, partly or not-changed", needed=True),
        "came": text("What became of it", "what was changed, or why not", needed=True),
    },
)
def respond(one: Invitation, now: Now, *, number: int, effect: Effect, came: str) -> Change:
    """Whether what somebody said changed the plan, and how; or why not."""
    if number > len(one.voices) or not one.voices[number - 1].words:
        there = ", ".join(str(n) for n, each in enumerate(one.voices, 1) if each.words)
        raise BadInput(f"There is no such voice. They have the numbers {there}.", field="number")
    of = one.voices[number - 1]
    changed = replace(of, effect=effect, came=came)
    voices = (*one.voices[: number - 1], changed, *one.voices[number:])
    return Change({"voices": voices}, text=f"{of.who}: {effect.words}: {came}")


@act(
    "Say what changed",
    "concluded",
    begins=Step.CONCLUDED,
    needs=require_not_concluded,
    asks={
        "changed": yes_no("Something changed", "whether by what was said", needed=True),
        "words": text("What changed", "and what not, with why", needed=True),
        "manner": choice("Manner", Manner, "informed, consulted or co-designed; blank: as it was"),
        "on": ON,
    },
)
def conclude(
    one: Invitation, now: Now, *, changed: bool, words: str, manner: Manner | None, on: date | None
) -> Change:
    """What changed by what was said, or that nothing did; everybody invited is to hear it, and
    whoever spoke in the actions that came of it.
    """
    day = on or now.today
    require_order(one.opened, day, "It was not concluded before it opened", "on")
    last = max((each.asked for each in one.invited if each.asked), default=None)
    require_order(last, day, "It was not concluded before somebody was invited", "on")
    if changed and not one.said:
        raise BadInput(
            f"Nobody has said anything of {one.reference}, so nothing changed by that. Put down "
            "what was said (“answer”), or say that nothing changed.",
            field="changed",
        )
    voices = counted(len(one.said), "voice") if one.said else "no voices"
    values = {"concluded": day, "changed": changed, "changes": words}
    if manner is not None:
        values["manner"] = manner
    how = "something changed" if changed else "nothing changed"
    return Change(values, text=f"{how} ({voices}): {words}", then=(Settled(words, done=changed),))


def require_untold(one: Invitation) -> None:
    """Refuses where nobody is to be told, or nothing yet."""
    if one.concluded is None:
        raise Refused(f"Nothing came of {one.reference} yet that could be told: say what changed.")
    if not one.untold:
        raise Refused(f"Nobody who was invited to {one.reference} is still to be told.")


@act(
    "Tell everybody invited",
    "all told",
    on_closed=True,
    needs=require_untold,
    recalls=lambda one: names_in_short(each.who for each in one.untold),
    asks={"on": ON},
)
def tell_all(one: Invitation, now: Now, *, on: date | None) -> Change:
    """All who were invited heard what changed, who answered and who did not."""
    day = on or now.today
    require_order(one.concluded, day, "Nobody was told before it was concluded", "on")
    told = tuple(party.tell(each, day) for each in one.untold)
    who = names_in_short(each.who for each in told)
    return Change(text=f"{who}, on {show_day(day)}", then=told)


def require_told(one: Invitation) -> None:
    """Refuses to leave what somebody who was invited has not heard the end of."""
    if not one.untold:
        return
    who = names_in_short(each.who for each in one.untold)
    if one.concluded is None:
        raise Refused(
            f"{who} {'were' if len(one.untold) > 1 else 'was'} invited to {one.reference}: say "
            "first what changed (“conclude”), if only that nothing comes of it, and tell them."
        )
    raise Refused(f"Everybody invited hears what changed. Not told yet: {who}.")


@act(
    "Close it",
    "closed",
    ends=True,
    needs=require_told,
    asks={"why": text("Why", "how it ended, or why nothing comes of it", needed=True)},
)
def close(one: Invitation, now: Now, *, why: str) -> Change:
    """It is over, and everybody who was invited has heard."""
    return Change(text=why)


ACTS: tuple[Act[Any], ...] = (respond, conclude, tell_all, close)
