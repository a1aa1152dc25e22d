"""The acts on an enquiry, for every screen that shows one: ask, then act, in one line of travel."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from screens import record_dialogs as ask
from screens.base import Answer, OfficerScreen
from screens.commands import bindings
from screens.dialog import Typed
from spoc_tui.casework import when
from spoc_tui.casework.enquiries import Case, Channel, Outcome
from spoc_tui.casework.errors import SpocError

if TYPE_CHECKING:
    pass


class RecordScreen(OfficerScreen[Answer]):
    """A screen with an enquiry under the cursor, or as its subject."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "route",
        "answer",
        "told",
        "close",
        "chase",
        "stage",
        "note",
        "promise",
        "wait",
        "edit",
        "acknowledge",
        "history",
        "copy",
    )

    def current_reference(self) -> str | None:
        """The reference or uid of the enquiry that the keys act on."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The acts on an enquiry work where there is one."""
        acts = {binding.action for binding in RecordScreen.BINDINGS}  # type: ignore[union-attr]
        return action not in acts or self.current_reference() is not None

    def current_case(self) -> Case | None:
        reference = self.current_reference()
        if reference is None:
            return None
        try:
            return self.store.enquiries.get(reference)
        except SpocError as error:
            self.say_wrong(error)
            return None

    @work
    async def action_route(self) -> None:
        if (case := self.current_case()) is None:
            return

        def act(typed: Typed) -> str:
            team = self.store.council.find_team(typed["team"])
            by = self.day_or_none(typed["reply_by"], "reply_by")
            after = self.store.routings.route(
                case.enquiry.reference, team.uid, reason=typed["reason"], reply_by=by
            )
            hop = after.open_routing
            assert hop is not None
            reply = when.show_day(hop.reply_by, self.today)
            return f"Routed {case.enquiry.reference} to {team.name}; reply by {reply}."

        await self.ask_until_done(
            lambda typed, error: ask.route(self.store, case, typed, error), act
        )

    @work
    async def action_answer(self) -> None:
        if (case := self.current_case()) is None:
            return

        def act(typed: Typed) -> str:
            self.store.enquiries.answer(case.enquiry.reference, typed["text"])
            return f"Saved the answer to {case.enquiry.reference}. Now tell the caller (t)."

        await self.ask_until_done(lambda typed, error: ask.answer(case, typed, error), act)

    @work
    async def action_told(self) -> None:
        if (case := self.current_case()) is None:
            return

        def act(typed: Typed) -> str:
            self.store.enquiries.told(
                case.enquiry.reference,
                channel=Channel.read(typed["how"], field="how"),
                whom=typed["whom"],
                at=self.moment_or_none(typed["when"], "when"),
            )
            return f"Saved: the caller of {case.enquiry.reference} was told. Close it with x."

        await self.ask_until_done(
            lambda typed, error: ask.told(self.store, case, typed, error), act
        )

    @work
    async def action_close(self) -> None:
        if (case := self.current_case()) is None:
            return
        reference = case.enquiry.reference
        if not case.enquiry.is_open:

            def reopen(typed: Typed) -> str:
                after = self.store.enquiries.reopen(reference, typed["reason"]).enquiry
                return f"Reopened {reference}; answer by {when.show_day(after.answer_by)}."

            await self.ask_until_done(lambda typed, error: ask.reopen(case, typed, error), reopen)
            return

        def act(typed: Typed) -> str:
            outcome = Outcome.read(typed["outcome"], field="outcome")
            self.store.enquiries.close(reference, outcome=outcome, reason=typed["reason"])
            return f"Closed {reference}: {outcome.words}."

        await self.ask_until_done(lambda typed, error: ask.close(case, typed, error), act)

    @work
    async def action_chase(self) -> None:
        if (case := self.current_case()) is None:
            return
        from screens.words import WordsScreen
        from spoc_tui.reports.chase import chase_words

        words = chase_words(case, today=self.today, officer=self.store.who)

        def act() -> str:
            self.store.routings.chase(case.enquiry.reference)
            return f"Saved: chased {case.enquiry.reference}."

        if error := self.try_to(act):
            self.say_wrong(error)
            return
        reference = case.enquiry.reference
        await self.app.push_screen_wait(
            WordsScreen(f"Chasing {reference}", words, f"{reference}-chase.txt")
        )

    @work
    async def action_stage(self) -> None:
        if (case := self.current_case()) is None:
            return
        reference, routings = case.enquiry.reference, self.store.routings

        def act(typed: Typed) -> str:
            stage, text = typed["stage"], typed["text"]
            if stage == "acknowledged":
                routings.acknowledged(reference)
            elif stage == "sent-back":
                routings.sent_back(reference, text)
            else:
                self.store.enquiries.answer(reference, text)
            return f"Saved: the team has {stage.replace('-', ' ')} {reference}."

        await self.ask_until_done(lambda typed, error: ask.stage(case, typed, error), act)

    @work
    async def action_note(self) -> None:
        if (case := self.current_case()) is None:
            return

        def act(typed: Typed) -> str:
            self.store.enquiries.note(case.enquiry.reference, typed["text"])
            return f"Saved the note on {case.enquiry.reference}."

        await self.ask_until_done(lambda typed, error: ask.note(case, typed, error), act)

    @work
    async def action_promise(self) -> None:
        if (case := self.current_case()) is None:
            return
        reference, promises = case.enquiry.reference, self.store.promises

        def act(typed: Typed) -> str:
            what, _, number = typed.get("what", "new").partition("-")
            if what == "kept":
                promises.keep(reference, int(number))
                return f"Saved: promise {number} of {reference} is kept."
            if what == "withdraw":
                promises.withdraw(reference, int(number), typed["text"])
                return f"Saved: promise {number} of {reference} is withdrawn."
            day = self.day(typed["by"], "by")
            if what == "follow":
                self.store.enquiries.edit(reference, {"follow_up": day.isoformat()})
                return f"Saved: {reference} comes back on {when.show_day(day, self.today)}."
            promises.make(reference, typed["text"], day)
            return f"Saved the promise on {reference}, by {when.show_day(day, self.today)}."

        await self.ask_until_done(
            lambda typed, error: ask.promise(self.store, case, typed, error), act
        )

    @work
    async def action_wait(self) -> None:
        if (case := self.current_case()) is None:
            return
        reference = case.enquiry.reference
        if case.enquiry.waiting_since is not None:

            def resume(typed: Typed) -> str:
                after = self.store.enquiries.resume(reference, typed["text"]).enquiry
                return f"Going on with {reference}; answer by {when.show_day(after.answer_by)}."

            await self.ask_until_done(lambda typed, error: ask.resume(case, typed, error), resume)
            return

        def act(typed: Typed) -> str:
            until = self.day_or_none(typed["until"], "until")
            after = self.store.enquiries.wait(reference, typed["for"], until=until).enquiry
            assert after.follow_up_on is not None
            back = when.show_day(after.follow_up_on, self.today)
            return f"{reference} waits on the caller, and comes back on {back}."

        await self.ask_until_done(
            lambda typed, error: ask.wait(self.store, case, typed, error), act
        )

    @work
    async def action_edit(self) -> None:
        if (case := self.current_case()) is None:
            return
        before = ask.edit_values(case)

        def act(typed: Typed) -> str:
            changed = {name: text for name, text in typed.items() if text != before[name]}
            self.store.enquiries.edit(case.enquiry.reference, changed)
            return f"Saved {case.enquiry.reference}." if changed else "Nothing was changed."

        await self.ask_until_done(
            lambda typed, error: ask.edit(self.store, case, typed, error), act
        )

    def action_acknowledge(self) -> None:
        if (case := self.current_case()) is None:
            return

        def act() -> str:
            self.store.enquiries.acknowledge(case.enquiry.reference)
            return f"Saved: {case.enquiry.reference} is acknowledged to the caller."

        if error := self.try_to(act):
            self.say_wrong(error)

    def action_history(self) -> None:
        if (case := self.current_case()) is not None:
            from screens.history import HistoryScreen

            self.app.push_screen(HistoryScreen(case.enquiry))

    def action_copy(self) -> None:
        if (case := self.current_case()) is not None:
            from screens.clipboard import copy

            reference = case.enquiry.reference
            heard = copy(self.app, reference)
            where = "to the clipboard" if heard else "by way of the terminal"
            self.app.notify(f"Copied {reference} {where}.", markup=False)
