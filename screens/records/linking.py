"""Links records: begins another from one, or links to one that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.dialogs.choices import YES_NO, of_enum, records
from screens.dialogs.dialog import Dialog
from screens.dialogs.menu import MenuItem, MenuScreen, numbered
from screens.records.every_kind import shown
from screens.widgets.fields import ChoiceField, DayField, Field
from screens.widgets.picker import among
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import BadInput, SpocError
from spoc_tui.casework.records.kinds import CASE_KINDS, KIND_OF
from spoc_tui.casework.records.link import Says
from spoc_tui.casework.records.references import in_full
from spoc_tui.casework.text import with_article
from spoc_tui.casework.typed_values import read_yes

if TYPE_CHECKING:
    from screens.base import OfficerScreen
    from screens.dialogs.dialog import Typed
    from screens.records.record_screen import RecordScreen
    from spoc_tui.casework.records.shape import RecordCase


async def follow_on(screen: OfficerScreen, case: RecordCase) -> None:
    """Another record that comes of it: it asks of which kind, the likeliest first, and opens the
    form of that. A kind has the same key whatever it comes of.
    """
    from spoc_tui.casework.kinds.following import may_follow

    codes = may_follow(case.kind_code, screen.officer_app.settings.hidden)
    keys = {item.answer: item.key for item in numbered((one.code, "") for one in CASE_KINDS)}
    items = [
        MenuItem(keys[code], code, with_article(KIND_OF[code].called).capitalize())
        for code in codes
    ]
    title = f"What comes of {in_full(case.record)}"
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
        if not typed["says"]:
            codes = ", ".join(Says)
            raise BadInput(f"Say what it says of it. Choose one of: {codes}.", field="says")
        says = Says.read(typed["says"], field="says", what="kind of link")
        on = store.read_day(typed["on"], "on", Direction.PAST) if typed["on"] else None
        publish = read_yes(typed["publish"], field="publish") if typed["publish"] else None
        try:
            after = store.links.link(
                one.uid, typed["to"], says, words=typed["words"], on=on, publish=publish
            )
        except SpocError as error:
            if error.field not in ("says", "words", "on"):  # the other record is at fault
                error.field = "to"
            raise
        return f"Linked {in_full(one)}: {after.timeline[-1].text}."

    def ask(typed: Typed | None, error: SpocError | None) -> Dialog:
        fields = [
            ChoiceField(
                "to", "Record", records(store, but=one.uid), placeholder="a reference, or its words"
            ),
            ChoiceField("says", "Says", among(of_enum(Says)), placeholder="about, for, against …"),
            Field("words", "Words"),
            ChoiceField("publish", "Publish", among(YES_NO), placeholder="blank: not asked yet"),
            DayField("on", "Since", store=store, direction=Direction.PAST),
        ]
        intro = (
            f"What {in_full(one)} says of another record: it is about it, speaks for or against "
            "it, matches it or came of it; why, in a few words; whether that may be published; "
            "since when, if not today. Of a promise the other record says it. Both have the link "
            "on their pages."
        )
        title = f"{in_full(one)}: link it to a record"
        return Dialog(title, fields, intro=intro, filled=typed, error=error)

    await screen.ask_until_done(ask, act)
