"""Where pages are opened from: that of a record by its kind, any other by its name. Each is
imported when it is first opened, so that pages need not know each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from screens.records.every_kind import shown

if TYPE_CHECKING:
    from db.records.drafts import Draft
    from screens.base import OfficerScreen

PLACES: Mapping[str, str] = {
    "answers": "survey.taking:TakingScreen",
    "area": "kinds.area:AreaScreen",
    "call": "enquiries.call:CallScreen",
    "check-ins": "groups.check_ins:CheckInsScreen",
    "coding": "survey.coding:CodingScreen",
    "copies": "exports.copies:CopiesScreen",
    "directory": "organisations.directory:DirectoryScreen",
    "duplicates": "organisations.duplicates:DuplicatesScreen",
    "enquiries": "enquiries.list:EnquiriesScreen",
    "feedback": "feedback.board:FeedbackBoardScreen",
    "feedback form": "feedback.form:FeedbackForm",
    "find": "search.find:FindScreen",
    "history": "history.actions:ActionsScreen",
    "import": "lists.importing:ImportScreen",
    "overlap": "lists.overlap:OverlapScreen",
    "payment form": "payments.form:PaymentForm",
    "payments": "payments.board:PaymentsScreen",
    "results": "survey.results:ResultsScreen",
    "review": "lists.review:ReviewScreen",
    "round": "prescribing.round:RoundScreen",
    "settings": "council.settings:SettingsScreen",
    "silent": "survey.silent:SilentScreen",
    "themes": "feedback.themes:ThemesScreen",
    "ward": "planning.ward:WardScreen",
    "week": "week.page:WeekScreen",
    "year": "year.page:YearScreen",
}
"""Each page that is of no single record, with its room and what it is called there."""


def place(name: str, *begun: Any, **begun_with: Any) -> OfficerScreen:
    """One of PLACES, begun with what it is given."""
    room, _, called = PLACES[name].partition(":")
    made: OfficerScreen = getattr(import_module(f"screens.{room}"), called)(*begun, **begun_with)
    return made


def page_of(kind: str, uid: str) -> OfficerScreen:
    """The page of a record, by the code of its kind, or of an organisation."""
    return shown(kind).page(uid)


def form_of(draft: Draft) -> OfficerScreen:
    """The form of what is half typed, filled from it; of an act the page of its record."""
    if draft.place and not draft.act:
        return place(draft.place, draft_uid=draft.uid)
    if draft.place:
        page, _, uid = draft.place.partition(" ")
        return place(page, *filter(None, [uid])) if page in PLACES else page_of(page, uid)
    if draft.act:
        return page_of(draft.of.code, draft.record)
    form = shown(draft.of.code).form
    if form is None:
        raise ValueError(f"there is no form of the kind {draft.of.code}")
    return form(draft.uid)
