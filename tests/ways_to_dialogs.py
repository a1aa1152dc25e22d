"""The way to every dialog there is, by where in the screens it is made."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from desk_app import press, settled
from factories import (
    a_payment,
    make_decision,
    make_enquiry,
    make_issue,
    make_meeting,
    make_organisation,
    make_payment,
)
from survey_made import make_round
from textual.pilot import Pilot
from tour import _a_list

from db.store import Store
from screens.council.areas import Areas
from screens.council.setting_kinds import SETTINGS_KINDS
from screens.council.settings import SettingsScreen
from screens.dialogs.dialog import Dialog
from screens.groups.check_ins import CheckInsScreen
from screens.organisations import acts as on_organisation
from screens.organisations.page import OrganisationScreen
from screens.records.opening import page_of, place
from screens.records.record_screen import RecordScreen
from spoc_tui.app import SpocApp
from spoc_tui.casework.enquiries.enquiry import Outcome
from spoc_tui.casework.payments.payment import PaymentStatus

Open = Callable[[SpocApp, Pilot[None], Path], Awaitable[object]]
Way = Callable[[Store], Open]


def on(kind: str, make: Callable[[Store], str], act: str, *keys: str) -> Way:
    """An act on the page of a record, which `make` puts on file and gives the uid of."""

    def way(store: Store) -> Open:
        uid = make(store)

        async def go(app: SpocApp, pilot: Pilot[None], folder: Path) -> None:
            page = page_of(kind, uid)
            await app.push_screen(page)
            await settled(pilot)
            assert isinstance(page, RecordScreen)
            page.action_act(act)
            await settled(pilot)
            await press(pilot, *keys)

        return go

    return way


def enquiry(store: Store) -> str:
    return make_enquiry(store).enquiry.uid


def routed(store: Store) -> str:
    return make_enquiry(store, route_to="Housing").enquiry.uid


def answered(store: Store) -> str:
    return store.enquiries.answer(enquiry(store), "Yes.").enquiry.uid


def waiting(store: Store) -> str:
    return store.enquiries.wait(enquiry(store), "the lease").enquiry.uid


def closed(store: Store) -> str:
    uid = enquiry(store)
    return store.enquiries.close(uid, outcome=Outcome.WITHDRAWN, reason="Rang off.").enquiry.uid


def payment(status: PaymentStatus | None = None) -> Callable[[Store], str]:
    return lambda store: (a_payment(store, status) if status else make_payment(store)).uid


def heard(store: Store) -> str:
    return store.feedback.add("No lamp", [store.feedback.by("Ida")]).feedback.uid


def done(store: Store) -> str:
    return store.feedback.cannot(heard(store), "There is no money").feedback.uid


def keys(*keys: str | Open) -> Way:
    """Keys from the desk."""

    def way(store: Store) -> Open:
        async def go(app: SpocApp, pilot: Pilot[None], folder: Path) -> None:
            for key in keys:
                if isinstance(key, str):
                    await press(pilot, key)
                else:
                    await key(app, pilot, folder)

        return go

    return way


def setting(ask: Callable[[SettingsScreen, Store], object]) -> Way:
    def way(store: Store) -> Open:
        async def go(app: SpocApp, pilot: Pilot[None], folder: Path) -> None:
            page = SettingsScreen()
            await app.push_screen(page)
            ask(page, app.store)
            await settled(pilot)

        return go

    return way


def organisation(ask: Callable[[OrganisationScreen, str, str], Awaitable[None]]) -> Way:
    def way(store: Store) -> Open:
        uid = make_organisation(store).uid
        person = store.organisations.add_contact(uid, "Ida Swift").uid

        async def go(app: SpocApp, pilot: Pilot[None], folder: Path) -> None:
            page = OrganisationScreen(uid)
            await app.push_screen(page)
            page.run_worker(ask(page, uid, person))
            await settled(pilot)
            if not isinstance(app.screen, Dialog):
                await press(pilot, "a")  # “Add one”

        return go

    return way


def check_in(act: str) -> Way:
    def way(store: Store) -> Open:
        store.declared("group").add(
            {"name": "Network", "rule": "6 weeks", "starts": "today", "form": "check-in"}
        )

        async def go(app: SpocApp, pilot: Pilot[None], folder: Path) -> None:
            page = CheckInsScreen()
            await app.push_screen(page)
            await settled(pilot)
            getattr(page, f"action_{act}")()
            await settled(pilot)

        return go

    return way


def results(store: Store) -> Open:
    uid = make_round(store).uid

    async def go(app: SpocApp, pilot: Pilot[None], folder: Path) -> None:
        await app.push_screen(place("results", uid))
        await settled(pilot)
        await press(pilot, "i")

    return go


def team_uid(store: Store) -> str:
    return store.council.find_team("Housing").uid


WAYS: dict[str, Way] = {
    "council/areas.py Areas.ask_edit": setting(
        lambda page, store: page._edit(Areas(page.officer_app), "stories")
    ),
    "council/setting_kind.py SettingsKind.ask_new": setting(
        lambda page, store: page._add(SETTINGS_KINDS["dated_figure"])
    ),
    "council/retiring.py CouncilKind.ask_edit": setting(
        lambda page, store: page._edit(SETTINGS_KINDS["team"], team_uid(store))  # type: ignore[arg-type]
    ),
    "council/retiring.py SucceededKind.ask_successor": setting(
        lambda page, store: page._succeed(SETTINGS_KINDS["team"], team_uid(store))  # type: ignore[arg-type]
    ),
    "council/standards.py StandardSettings.ask_edit": setting(
        lambda page, store: page._edit(SETTINGS_KINDS["standard"], "answer_days")  # type: ignore[arg-type]
    ),
    "dialogs/save_as.py _ask": keys("w", "o", "w"),
    "enquiries/dialogs.py route": on("enquiry", enquiry, "route"),
    "enquiries/dialogs.py answer": on("enquiry", enquiry, "answer"),
    "enquiries/dialogs.py told": on("enquiry", answered, "told"),
    "enquiries/dialogs.py close": on("enquiry", enquiry, "close"),
    "enquiries/dialogs.py stage": on("enquiry", routed, "stage"),
    "enquiries/dialogs.py wait": on("enquiry", enquiry, "wait"),
    "enquiries/dialogs.py resume": on("enquiry", waiting, "wait"),
    "enquiries/dialogs.py edit": on("enquiry", enquiry, "edit"),
    "exports/directory.py _ask": keys("d", "o"),
    "feedback/bulletin.py _ask": keys("g", "f", "o"),
    "feedback/dialogs.py stage": on("feedback", heard, "stage"),
    "feedback/dialogs.py told": on("feedback", done, "told"),
    "feedback/dialogs.py close": on("feedback", done, "close"),
    "feedback/dialogs.py voice": on("feedback", heard, "voice"),
    "feedback/dialogs.py edit": on("feedback", heard, "edit"),
    "groups/check_ins.py CheckInsScreen.action_add_check_in.make": check_in("add_check_in"),
    "groups/check_ins.py CheckInsScreen.action_edit_check_in.make": check_in("edit_check_in"),
    "groups/check_ins.py CheckInsScreen.action_held.make": check_in("held"),
    "groups/check_ins.py CheckInsScreen.action_skip_check_in.make": check_in("skip_check_in"),
    "kinds/acts.py do.ask": on("issue", lambda store: make_issue(store).uid, "stage", "3"),
    "kinds/acts.py _edit_fields.ask": on(
        "decision", lambda store: make_decision(store).uid, "edit"
    ),
    "kinds/importing.py _ask": keys("g", "l", "L", "1"),
    "lists/report.py save_report": keys("d", "I", _a_list, "f7", "o"),
    "organisations/dialogs.py reach": organisation(
        lambda page, uid, person: on_organisation.edit_fields(page, uid, "reach")
    ),
    "organisations/dialogs.py profile": organisation(
        lambda page, uid, person: on_organisation.edit_fields(page, uid, "profile")
    ),
    "organisations/dialogs.py ties": organisation(
        lambda page, uid, person: on_organisation.edit_fields(page, uid, "ties")
    ),
    "organisations/dialogs.py other_name": organisation(
        lambda page, uid, person: on_organisation.other_names(page, uid)
    ),
    "organisations/dialogs.py identifier": organisation(
        lambda page, uid, person: on_organisation.identifiers(page, uid)
    ),
    "organisations/dialogs.py person": organisation(
        lambda page, uid, person: on_organisation.edit_person(page, person)
    ),
    "organisations/dialogs.py left": organisation(
        lambda page, uid, person: on_organisation.person_left(page, person)
    ),
    "payments/dialogs.py to_finance": on("payment", payment(), "route"),
    "payments/dialogs.py answer": on("payment", payment(PaymentStatus.WITH_FINANCE), "answer"),
    "payments/dialogs.py stage": on("payment", payment(), "stage"),
    "payments/dialogs.py paid": on("payment", payment(), "paid"),
    "payments/dialogs.py told": on("payment", payment(PaymentStatus.PAID), "told"),
    "payments/dialogs.py close": on("payment", payment(), "close"),
    "payments/dialogs.py escalate": on("payment", payment(), "escalate"),
    "payments/dialogs.py edit": on("payment", payment(), "edit"),
    "payments/paid_list.py _ask": keys("g", "p", "L"),
    "records/dialogs.py reopen": on("enquiry", closed, "close"),
    "records/dialogs.py note": on("group", lambda store: make_meeting(store).group.uid, "note"),
    "records/dialogs.py promise": on("enquiry", enquiry, "promise"),
    "records/linking.py link.ask": on("enquiry", enquiry, "link"),
    "survey/results.py ResultsScreen.action_issue_results": results,
    "week/issuing.py issue": keys("w", "i"),
}
"""By where a dialog is made, the way to it."""
