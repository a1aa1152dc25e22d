"""The acts on a feedback action: ask, then act, in one readable line of travel."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from screens.dialogs.choices import contact_choices
from screens.dialogs.confirm import ConfirmScreen
from screens.feedback import dialogs as ask
from screens.records.acts import as_it_is, note, organisation, promise
from screens.records.linking import follow_on, link
from screens.records.reopening import reopen
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.feedback.feedback import FeedbackCase
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.text import names_in_short

if TYPE_CHECKING:
    from screens.base import OfficerScreen
    from screens.dialogs.dialog import Typed
    from screens.records.record_screen import RecordScreen


class Agreed:
    """Whether the officer meant a day that is past: asked once for the day typed."""

    def __init__(self, screen: OfficerScreen) -> None:
        self._screen = screen
        self.anyway = False

    async def __call__(self, typed: Typed) -> bool:
        self.anyway = False
        try:
            day = self._screen.day_or_none(
                typed.changed.get("due", ""), "due", Direction.MOSTLY_AHEAD
            )
        except BadInput:
            return True  # the act says so, at the field
        if day is None or day >= self._screen.today:
            return True
        self.anyway = await ask_anyway(self._screen)
        return self.anyway


async def ask_anyway(screen: OfficerScreen) -> bool:
    """Whether it is to be late from the start."""
    return await screen.app.push_screen_wait(
        ConfirmScreen("Late from the start?", "The day by which it is owed is past.")
    )


async def stage(screen: RecordScreen, case: FeedbackCase) -> None:
    """What has become of it."""
    reference, feedback = case.feedback.reference, screen.store.feedback
    uid = case.feedback.uid
    agreed = Agreed(screen)

    def act(typed: Typed) -> str:
        text = typed["text"]
        fields: dict[str, str] = {
            name: typed[name] for name in ("owner", "due") if name in typed.changed
        }
        match typed["stage"]:
            case "agreed":
                if text.strip():
                    fields["action"] = " ".join(text.split())
                feedback.agree(uid, fields, anyway=agreed.anyway)
                return f"Saved: {reference} is agreed."
            case "progress":
                with screen.store.action("Progress on") as action:
                    action.label = f"Progress on {reference}"
                    if fields:
                        feedback.edit(uid, fields, anyway=agreed.anyway)
                    feedback.progress(uid, text)
                return f"Saved: progress on {reference}."
            case "done":
                after = feedback.done(
                    uid, text, action="" if case.feedback.action else " ".join(text.split())
                ).feedback
                whom = names_in_short([one.who for one in after.waiting])
                return f"Saved: {reference} is done. Now tell {whom} ({screen.key('told')})."
            case "cannot":
                feedback.cannot(uid, text)
                return f"Saved: {reference} cannot be done. Now tell them ({screen.key('told')})."
        raise BadInput("Pick what becomes of it from the list.", field="stage")

    await screen.ask_until_done(
        lambda typed, error: ask.stage(screen.store, as_it_is(screen, case), typed, error),
        act,
        agreed,
    )


async def told(screen: RecordScreen, case: FeedbackCase) -> None:
    """Somebody who said it, or everybody, has been told."""
    reference = case.feedback.reference
    uid = case.feedback.uid

    def act(typed: Typed) -> str:
        everybody = typed["to"] == ask.EVERYBODY
        after = screen.store.feedback.told(
            uid,
            [] if everybody else [typed["to"]],
            everybody=everybody,
            channel=Channel.read(typed["how"], field="how", what="channel"),
            at=screen.moment_or_none(typed["when"], "when"),
            text=typed["text"],
        ).feedback
        if waiting := after.waiting:
            left = names_in_short([one.who for one in waiting])
            return f"Saved. Still waiting to hear of {reference}: {left}."
        return f"Saved: everybody was told. Close {reference} with {screen.key('close')}."

    await screen.ask_until_done(
        lambda typed, error: ask.told(screen.store, as_it_is(screen, case), typed, error), act
    )


async def close(screen: RecordScreen, case: FeedbackCase) -> None:
    """Closes the loop; a closed one is reopened."""
    reference, feedback = case.feedback.reference, screen.store.feedback
    uid = case.feedback.uid
    if not case.feedback.is_open:
        await reopen(screen, case)
        return
    waiting = case.feedback.waiting
    if not waiting:

        def act_at_once() -> str:
            feedback.close(uid)
            return f"Closed {reference}."

        if error := await screen.try_to(act_at_once):
            screen.say_wrong(error)
        return

    def act(typed: Typed) -> str:
        given = {one.who: typed.get(f"reason_{place}", "") for place, one in enumerate(waiting)}
        feedback.close(uid, {who: why for who, why in given.items() if why.strip()})
        return f"Closed {reference}."

    await screen.ask_until_done(lambda typed, error: ask.close(case, typed, error), act)


async def voice(screen: RecordScreen, case: FeedbackCase) -> None:
    """Somebody else said it too."""
    reference, feedback = case.feedback.reference, screen.store.feedback
    uid = case.feedback.uid

    def act(typed: Typed) -> str:
        picked = typed.picked.get("by")
        by = feedback.by_picked(picked.key, picked.person) if picked else feedback.by(typed["by"])
        day = None
        if typed["said_on"].strip():
            day = screen.store.read_day(typed["said_on"], "said_on", Direction.PAST)
        after = feedback.hear(uid, typed["said"], [by], said_on=day).feedback
        newest = max(after.voices, key=lambda one: one.uid)
        return f"Saved: {newest.who} said {reference} too."

    await screen.ask_until_done(
        lambda typed, error: ask.voice(screen.store, as_it_is(screen, case), typed, error), act
    )


async def edit(screen: RecordScreen, case: FeedbackCase) -> None:
    """Changes its fields."""
    agreed = Agreed(screen)

    def act(typed: Typed) -> str:
        screen.store.feedback.edit(case.feedback.uid, typed.changed, anyway=agreed.anyway)
        return typed.saved(case.feedback.reference)

    await screen.ask_until_done(
        lambda typed, error: ask.edit(screen.store, as_it_is(screen, case), typed, error),
        act,
        agreed,
    )


async def copy(screen: RecordScreen, case: FeedbackCase) -> None:
    """Copies the reference, or a way to reach those who said it."""
    from screens.dialogs.copying import choose_and_copy

    known = {case.feedback.reference: "reference"}
    for one in case.feedback.waiting or case.feedback.speakers:
        first = one.voices[0]
        known |= contact_choices(screen.store, "", first.organisation_uid, first.contact_uid)
        if len(known) > MOST_WAYS:
            break
    await choose_and_copy(screen.app, known)


MOST_WAYS = 8
"""How many ways to reach somebody are offered at most."""

FEEDBACK_ACTS: dict[str, Callable[..., Awaitable[None]]] = {
    act.__name__: act
    for act in (
        stage,
        told,
        close,
        voice,
        edit,
        copy,
        note,
        promise,
        organisation,
        follow_on,
        link,
    )
}
"""Every act, by its command's name."""
