"""The acts on an enquiry: ask, then act, in one readable line of travel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.dialogs.choices import contact_choices
from screens.enquiries import dialogs as ask
from screens.records.acts import as_it_is, note, organisation, promise
from screens.records.linking import follow_on, link
from screens.records.reopening import reopen
from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.enquiries.enquiry import Case, Outcome
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.records.channel import Channel

if TYPE_CHECKING:
    from screens.dialogs.dialog import Typed
    from screens.records.record_screen import RecordScreen


async def route(screen: RecordScreen, case: Case) -> None:
    """To a team, or on to the next one."""

    def act(typed: Typed) -> str:
        team = screen.store.council.find_team(typed["team"])
        by = screen.day_or_none(typed["reply_by"], "reply_by", Direction.AHEAD)
        after = screen.store.routings.route(
            case.enquiry.uid, team.uid, reason=typed["reason"], reply_by=by
        )
        hop = after.open_routing
        assert hop is not None
        reply = when.show_day(hop.reply_by, screen.today)
        return f"Routed {case.enquiry.reference} to {team.name}; reply by {reply}."

    await screen.ask_until_done(
        lambda typed, error: ask.route(screen.store, as_it_is(screen, case), typed, error), act
    )


async def answer(screen: RecordScreen, case: Case) -> None:
    """The answer, for the caller to be told."""

    def act(typed: Typed) -> str:
        screen.store.enquiries.answer(case.enquiry.uid, typed["text"])
        key = screen.key("told")
        return f"Saved the answer to {case.enquiry.reference}. Now tell the caller ({key})."

    await screen.ask_until_done(
        lambda typed, error: ask.answer(as_it_is(screen, case), typed, error), act
    )


async def told(screen: RecordScreen, case: Case) -> None:
    """The caller has been told."""

    def act(typed: Typed) -> str:
        screen.store.enquiries.told(
            case.enquiry.uid,
            channel=Channel.read(typed["how"], field="how", what="channel"),
            whom=typed["whom"],
            at=screen.moment_or_none(typed["when"], "when"),
        )
        key = screen.key("close")
        return f"Saved: the caller of {case.enquiry.reference} was told. Close it with {key}."

    await screen.ask_until_done(
        lambda typed, error: ask.told(screen.store, as_it_is(screen, case), typed, error), act
    )


async def close(screen: RecordScreen, case: Case) -> None:
    """Ends it with an outcome; a closed one is reopened."""
    reference = case.enquiry.reference
    uid = case.enquiry.uid
    if not case.enquiry.is_open:
        await reopen(screen, case)
        return

    def act(typed: Typed) -> str:
        outcome = Outcome.read(typed["outcome"], field="outcome")
        screen.store.enquiries.close(uid, outcome=outcome, reason=typed["reason"])
        return f"Closed {reference}: {outcome.words}."

    await screen.ask_until_done(
        lambda typed, error: ask.close(as_it_is(screen, case), typed, error), act
    )


async def chase(screen: RecordScreen, case: Case) -> None:
    """Records a chase, and hands over the words for it."""
    from screens.dialogs.words import WordsScreen

    reference, words = case.enquiry.reference, ""
    uid = case.enquiry.uid

    def act(anyway: bool) -> str:
        nonlocal words
        _, words = screen.store.routings.chase(uid, anyway=anyway)
        return f"Saved: chased {reference}."

    if not await screen.try_or_ask(act):
        return
    await screen.app.push_screen_wait(
        WordsScreen(f"Chasing {reference}", words, f"{reference}-chase.txt")
    )


async def stage(screen: RecordScreen, case: Case) -> None:
    """What the team has done."""
    reference, routings = case.enquiry.reference, screen.store.routings
    uid = case.enquiry.uid

    def act(typed: Typed) -> str:
        stage, text = typed["stage"], typed["text"]
        if stage == "acknowledged":
            routings.acknowledged(uid, text)
        elif stage == "sent-back":
            routings.sent_back(uid, text)
        elif stage == "replied":
            screen.store.enquiries.answer(uid, text)
        else:
            raise BadInput("Pick what the team has done from the list.", field="stage")
        return f"Saved: the team has {stage.replace('-', ' ')} {reference}."

    await screen.ask_until_done(
        lambda typed, error: ask.stage(as_it_is(screen, case), typed, error), act
    )


async def wait(screen: RecordScreen, case: Case) -> None:
    """Waits on the caller; a waiting one goes on."""
    reference = case.enquiry.reference
    uid = case.enquiry.uid
    if case.enquiry.waiting_since is not None:

        def resume(typed: Typed) -> str:
            after = screen.store.enquiries.resume(uid, typed["text"]).enquiry
            return f"Going on with {reference}; answer by {when.show_day(after.answer_by)}."

        await screen.ask_until_done(
            lambda typed, error: ask.resume(as_it_is(screen, case), typed, error), resume
        )
        return

    def act(typed: Typed) -> str:
        until, at = screen.day_and_time_or_none(typed["until"], "until")
        after = screen.store.enquiries.wait(uid, typed["for"], until=until, at=at).enquiry
        assert after.follow_up is not None
        back = when.show_day_and_time(after.follow_up, screen.today)
        return f"{reference} waits on the caller, and comes back on {back}."

    await screen.ask_until_done(
        lambda typed, error: ask.wait(screen.store, as_it_is(screen, case), typed, error), act
    )


async def edit(screen: RecordScreen, case: Case) -> None:
    """Changes its fields."""

    def act(typed: Typed) -> str:
        changed = dict(typed.changed)
        if "topic" in changed:  # what it says of the urgency was there to be seen
            changed["urgency"] = typed["urgency"]
        screen.store.enquiries.edit(case.enquiry.uid, changed)
        return typed.saved(case.enquiry.reference)

    await screen.ask_until_done(
        lambda typed, error: ask.edit(screen.store, as_it_is(screen, case), typed, error), act
    )


async def acknowledge(screen: RecordScreen, case: Case) -> None:
    """The caller knows that we have it."""

    def act() -> str:
        screen.store.enquiries.acknowledge(case.enquiry.uid)
        return f"Saved: {case.enquiry.reference} is acknowledged to the caller."

    if error := await screen.try_to(act):
        screen.say_wrong(error)


async def copy(screen: RecordScreen, case: Case) -> None:
    """Copies the reference, or one of the ways to reach the caller where some are known."""
    from screens.dialogs.copying import choose_and_copy

    enquiry = case.enquiry
    ways = contact_choices(
        screen.store, enquiry.phone, enquiry.organisation_uid, enquiry.contact_uid
    )
    await choose_and_copy(screen.app, {enquiry.reference: "reference", **ways})


ACTS = {
    act.__name__: act
    for act in (
        route,
        answer,
        told,
        close,
        chase,
        stage,
        note,
        promise,
        follow_on,
        link,
        wait,
        edit,
        acknowledge,
        organisation,
        copy,
    )
}
"""Every act, by its command's name."""
