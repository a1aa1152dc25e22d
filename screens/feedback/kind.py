"""Feedback actions on the screens (screens/records/every_kind.py)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from screens.records.every_kind import Pane, Shown, shown
from spoc_tui.casework.records.kinds import FEEDBACK

if TYPE_CHECKING:
    from rich.console import Group
    from textual.screen import Screen

    from db.store import Store
    from screens.base import OfficerScreen
    from screens.records.every_kind import ActOnScreen
    from spoc_tui.casework.feedback.feedback import FeedbackCase
    from spoc_tui.casework.records.shape import RecordCase


def _page(uid: str) -> OfficerScreen:
    from screens.feedback.page import FeedbackScreen

    return FeedbackScreen(uid)


def _form(draft_uid: str) -> OfficerScreen:
    from screens.feedback.form import FeedbackForm

    return FeedbackForm(draft_uid=draft_uid)


def _plain_form() -> OfficerScreen:
    from screens.feedback.form import FeedbackForm

    return FeedbackForm()


def _new_form(screen: Screen[object]) -> OfficerScreen:
    """From a record's page, with what was said there."""
    from screens.feedback.form import FeedbackForm
    from screens.feedback.heard_in import heard_in

    caller, told = heard_in(screen)
    return FeedbackForm(caller=caller, told=told)


def _from_record(case: RecordCase) -> OfficerScreen:
    """From a record of another kind it was heard there, and a field says so."""
    from screens.base import caller_of
    from screens.feedback.form import FeedbackForm

    one, said_there = case.record, shown(case.kind_code).said_there
    said = (said_there(case) if said_there else "") or one.subject
    if case.kind_code == FEEDBACK.code:
        return FeedbackForm(caller=caller_of(one), told={"said": said}, came_of=one.uid)
    return FeedbackForm(caller=caller_of(one), told={"record": one.reference, "said": said})


def _acts() -> Mapping[str, ActOnScreen]:
    from screens.feedback.acts import FEEDBACK_ACTS

    return FEEDBACK_ACTS


def _drawn(store: Store, case: FeedbackCase) -> Group:
    from screens.widgets.feedback_view import drawn_feedback

    return drawn_feedback(case, store.today(), store.links.of(case.feedback.uid))


def _pane() -> Pane:
    from screens.feedback.lists import THEIR_FEEDBACK, FeedbackSource

    def source(store: Store, organisation_uid: str) -> FeedbackSource:
        its = store.feedback.all(organisation_uid=organisation_uid)
        return FeedbackSource(its, store.today(), of=organisation_uid)

    none = "Nothing that they said is written down. {} writes it down."
    return Pane("its_feedback", THEIR_FEEDBACK, none, "feedback", source)


def _follows(case: FeedbackCase) -> str:
    from spoc_tui.casework.dates.when import show_day

    feedback = case.feedback
    lines = [f"Said by {feedback.who}."]
    if feedback.action:
        by = f" by {show_day(feedback.due)}" if feedback.due else ""
        lines.append(f"{feedback.owed_by} owes it{by}.")
    return "\n".join([*lines, "It stays open until they have been told what came of it."])


SHOWN = Shown(
    page=_page,
    form=_form,
    new_form=_new_form,
    from_record=_from_record,
    plain_form=_plain_form,
    acts=_acts,
    drawn=_drawn,
    follows=_follows,
    pane=_pane,
)
