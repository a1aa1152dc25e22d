"""What links records: another that is begun from one, and a link to one that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.dialogs.choices import YES_NO, of_enum, records
from screens.dialogs.dialog import Dialog
from screens.dialogs.menu import MenuScreen, numbered
from screens.records.every_kind import shown
from screens.widgets.fields import ChoiceField, Field
from screens.widgets.picker import among
from spoc_tui.casework.errors import BadInput, SpocError
from spoc_tui.casework.records.kinds import KIND_OF
from spoc_tui.casework.records.link import Says
from spoc_tui.casework.text import with_article
from spoc_tui.casework.typed_values import read_yes

if TYPE_CHECKING:
    from screens.dialogs.dialog import Typed
    from screens.records.screen import RecordScreen
    from spoc_tui.casework.records.shape import RecordCase


async def follow_on(screen: RecordScreen, case: RecordCase) -> None:
    """Another record that comes of it: it asks of which kind, the likeliest first, and opens the
    form of that.
    """
    from spoc_tui.casework.kinds.following import may_follow

    codes = may_follow(case.kind_code, screen.officer_app.settings.hidden)
    items = numbered((code, with_article(KIND_OF[code].called).capitalize()) for code in codes)
    title = f"What comes of {case.record.reference}"
    chosen = await screen.app.push_screen_wait(MenuScreen(title, items))
    begin = shown(chosen).from_record if chosen is not None else None
    if begin is not None:
        screen.app.push_screen(begin(case))


async def link(screen: RecordScreen, case: RecordCase) -> None:
    """What it says of a record that is there."""
    one, store = case.record, screen.store

    def act(typed: Typed) -> str:
        if not typed["to"]:
            raise BadInput("Find the record, or type its reference.", field="to")
        says = Says.read(typed["says"], field="says", what="kind of link")
        publish = read_yes(typed["publish"], field="publish") if typed["publish"] else None
        try:
            after = store.links.link(
                one.uid, typed["to"], says, words=typed["words"], publish=publish
            )
        except SpocError as error:
            if error.field not in ("says", "words"):  # the other record is at fault
                error.field = "to"
            raise
        return f"Linked {one.reference}: {after.timeline[-1].text}."

    def ask(typed: Typed | None, error: SpocError | None) -> Dialog:
        fields = [
            ChoiceField(
                "to", "Record", records(store, but=one.uid), placeholder="a reference, or its words"
            ),
            ChoiceField("says", "Says", among(of_enum(Says))),
            Field("words", "Words"),
            ChoiceField("publish", "Publish", among(YES_NO), placeholder="blank: not asked yet"),
        ]
        intro = (
            f"What {one.reference} says of another record: it is about it, speaks for or against "
            "it, matches it or came of it; why, in a few words; whether that may be published. "
            "Both have the link on their pages."
        )
        title = f"{one.reference}: link it to a record"
        return Dialog(title, fields, intro=intro, filled=typed, error=error)

    await screen.ask_until_done(ask, act)
