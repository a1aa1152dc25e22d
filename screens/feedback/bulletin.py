"""Writes a “you said, we did” page, and issues it: those it reaches have been told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from screens.dialogs.choices import directory, of_enum, themes, with_key
from screens.dialogs.dialog import Dialog, Typed
from screens.dialogs.half_typed import on_page
from screens.dialogs.words import words_folder
from screens.widgets.fields import ChoiceField, DayField
from screens.widgets.picker import PickerChoice, among
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import BadInput, SpocError
from spoc_tui.casework.feedback.bulletins import BulletinAsked
from spoc_tui.files import free_name, write_private
from spoc_tui.reports.documents.formats import DocumentFormat, written
from spoc_tui.reports.feedback.bulletin import bulletin_page, file_name

if TYPE_CHECKING:
    from pathlib import Path

    from db.feedback.bulletins import Issued
    from db.store import Store
    from screens.records.acting_screen import ActingScreen

DRAFT, ISSUE = "draft", "issue"
BULLETIN_ITEMS = (
    PickerChoice(DRAFT, "a draft", "nobody is marked as told"),
    PickerChoice(ISSUE, "issue it", "those it reaches are marked as told; undo takes it back"),
)
NEW_BULLETIN = "a new one"


async def write_bulletin(screen: ActingScreen, only: Mapping[str, str]) -> None:
    """Asks over what it is to be and in which form; writes it, or issues it and writes it, or
    writes one that was issued again.
    """
    store = screen.store

    def make(filled: Typed | None, error: SpocError | None) -> Dialog:
        return _ask(store, only, filled, error)

    def act(typed: Typed) -> str:
        form = DocumentFormat.read(typed["form"], field="form")
        if (again := typed["again"]) not in ("", NEW_BULLETIN):
            return _again(store, again, form)
        asked = _read(store, typed)
        if typed["what"] == ISSUE:
            return _issue(store, asked, form)
        if typed["what"] != DRAFT:
            raise BadInput("Pick whether it is a draft or is to be issued.", field="what")
        bulletin = store.bulletins.preview(asked)
        file = free_name(words_folder(store) / file_name(bulletin.reference, bulletin.today, form))
        write_private(file, written(bulletin_page(bulletin), form))
        return f"The draft is in {file}"

    await screen.ask_until_done(make, act, of=on_page("feedback", "write", of="bulletin"))


def _ask(
    store: Store, only: Mapping[str, str], filled: Typed | None, error: SpocError | None
) -> Dialog:
    forms, listed = of_enum(DocumentFormat), themes(store)
    issued = [PickerChoice(NEW_BULLETIN, NEW_BULLETIN)]
    issued += [
        PickerChoice(one.reference, one.reference, one.title) for one in store.bulletins.all()
    ]
    whom = only.get("organisation_uid")
    audience = PickerChoice(whom, store.organisations.get(whom).name) if whom else None
    return Dialog(
        "You said, we did",
        [
            DayField(
                "from", "From", store=store, direction=Direction.PAST, value=_quarter_back(store)
            ),
            DayField("to", "To", store=store, direction=Direction.PAST, value="today"),
            ChoiceField(
                "theme", "Theme", among(listed), picked=with_key(listed, only.get("theme_uid"))
            ),
            ChoiceField("audience", "For", directory(store), picked=audience, least_typed=2),
            ChoiceField("form", "Form", among(forms), picked=forms[0]),
            ChoiceField("what", "What", among(BULLETIN_ITEMS), picked=BULLETIN_ITEMS[0]),
            ChoiceField("again", "Again", among(issued), picked=issued[0]),
        ],
        intro="What was done or refused within these days; For: only what one organisation said. "
        "What was said goes out as it was written: read the draft before you issue it. Again: one "
        "that was issued, just as it was.",
        filled=filled,
        error=error,
    )


def _quarter_back(store: Store) -> str:
    from dateutil.relativedelta import relativedelta

    day = store.today() - relativedelta(months=3)
    return day.isoformat()


def _read(store: Store, typed: Typed) -> BulletinAsked:
    days = {
        name: store.read_day(typed[name], name, Direction.PAST) if typed[name].strip() else None
        for name in ("from", "to")
    }
    theme, audience = typed.picked.get("theme"), typed.picked.get("audience")
    return BulletinAsked(
        start=days["from"],
        end=days["to"],
        theme_uid=theme.key if theme else None,
        audience_uid=audience.key if audience else None,
    )


def _issue(store: Store, asked: BulletinAsked, form: DocumentFormat) -> str:
    """The file is written within the action: nobody is told by one that was never written."""
    files: list[Path] = []

    def hand_over(issued: Issued) -> None:
        files.append(_written(store, issued.reference, form))

    issued = store.bulletins.issue(asked, hand_over=hand_over)
    return f"Issued {issued.reference}: {issued.told:,} marked as told. It is in {files[0]}"


def _again(store: Store, reference: str, form: DocumentFormat) -> str:
    return f"{reference}, as it was issued, is in {_written(store, reference, form)}"


def _written(store: Store, reference: str, form: DocumentFormat) -> Path:
    file = free_name(words_folder(store) / file_name(reference, store.today(), form))
    write_private(file, store.bulletins.again(reference, form))
    return file
