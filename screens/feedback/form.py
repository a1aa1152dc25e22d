"""The form of feedback: what they said, who said it, and what is to be done about it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.console import Group
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from screens.base import Caller
from screens.commands import bindings
from screens.feedback.acts import ask_anyway
from screens.feedback.dialogs import owner_field, side_field, theme_field
from screens.records.draft_screen import DraftScreen
from screens.widgets.fields import ChoiceField, DayField, Field, LongField
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import one_line
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.feedback.feedback import FeedbackCase
from spoc_tui.casework.feedback.handling import PastDue
from spoc_tui.casework.records.kinds import FEEDBACK

if TYPE_CHECKING:
    from db.feedback.acting import By
    from spoc_tui.casework.feedback.feedback import Feedback

HINT = (
    "What they said, in their words, and who said it: the rest can follow. The loop stays open "
    "until everybody who said it has been told what came of it."
)
ACTIONS_SHOWN = 6
"""How many actions are beside, of those they said before, and of the theme."""
FORM_FIELDS = ("theme", "action", "owner", "side", "due", "tell_how", "heard_from", "record")
NOTHING: Mapping[str, str] = {}


class FeedbackForm(DraftScreen):
    """Feedback being written down."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("save", "leave", "discard", "call", "find")
    OF = FEEDBACK
    CALLED = "piece of feedback"
    HEADED = "Feedback"
    ONCE_PICKED = "said"
    FIELD_OF_VERB = {"by": "caller", "organisation": "caller"}

    def __init__(
        self,
        *,
        draft_uid: str | None = None,
        caller: Caller | None = None,
        told: Mapping[str, str] = NOTHING,
        came_of: str | None = None,
    ) -> None:
        """`told` fills fields: the record it was heard in, and what was said there."""
        super().__init__(draft_uid, came_of)
        self._caller = caller or Caller()
        self._told = told

    def compose(self) -> ComposeResult:
        store = self.store
        yield Static("Feedback", id="headline", markup=False)
        with Horizontal():
            with VerticalScroll(id="form", can_focus=False):
                yield self._caller_field("Who")
                yield Field("also", "Also")
                yield LongField("said", "You said")
                yield theme_field(store)
                yield Field("action", "To do")
                yield owner_field(store)
                yield DayField("due", "By", store=store, direction=Direction.MOSTLY_AHEAD)
                yield side_field()
                yield Field("tell_how", "To tell")
                yield Field("heard_from", "Heard from")
                yield Field("record", "Heard in")
                yield DayField("said_on", "Said on", store=store, direction=Direction.PAST)
            with VerticalScroll(id="side", can_focus=False):
                yield Static("", id="beside", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        self._field("also").say("others, with ; between")
        self._fill_in(self._begin_as_told)
        known = self._choice("caller").picked is not None
        self._field(self.ONCE_PICKED if known else "caller").take_focus()
        self._show_side_panel()

    def _begin_as_told(self) -> None:
        self._begin_with_caller(self._caller)
        for name, text in self._told.items():
            if text.strip():
                self._field(name).text = text
                self._begin()

    @on(Field.Changed)
    def _typed(self, event: Field.Changed) -> None:
        self._begin()
        self._unkept = True
        if event.field.key in ("caller", "theme"):
            self._show_side_panel()

    def _fill_side_panel(self) -> None:
        """What they said before, and what is open of the theme: it may be there already."""
        parts: list[Text] = [Text(HINT, style="dim")]
        caller, theme = self._choice("caller").picked, self._choice("theme").picked
        if caller is not None:
            said = self.store.feedback.all(organisation_uid=caller.key)
            parts += _listed("They said before", said)
        if theme is not None:
            known = self.store.feedback.all(theme_uid=theme.key, open_only=True)
            parts += _listed("Open of this theme", known)
            if known:
                key = self.key("voice")
                parts.append(Text(f"If it is one of these, open it and add them with {key}."))
        self.query_one("#beside", Static).update(Group(*parts))

    def action_save(self) -> None:
        self._log()

    @work(exclusive=True, group="log")
    async def _log(self) -> None:
        for field in self.query(ChoiceField):
            field.settle()
        anyway = False
        while True:
            try:
                case, understood = await self.logged(partial(self._logged, anyway=anyway))
                break
            except PastDue as past:
                if not await ask_anyway(self):
                    self._show_error(past)
                    return
                anyway = True
            except SpocError as error:
                self._show_error(error)
                return
        self._leave_for(case, understood)

    def _logged(self, *, anyway: bool) -> FeedbackCase:
        """Writes down what is typed; raises what is wrong with it."""
        fields = {
            name: field.key_or_text if isinstance(field, ChoiceField) else field.text
            for name in FORM_FIELDS
            if (field := self._field(name)).text.strip()
        }
        typed = self._field("said_on").text
        day = self.store.read_day(typed, "said_on", Direction.PAST) if typed.strip() else None
        return self.store.feedback.add(
            self._field("said").text,
            self._speakers(),
            fields,
            said_on=day,
            anyway=anyway,
            draft_uid=self._draft_uid,
        )

    def _speakers(self) -> list[By]:
        """Who was picked or typed, and the others."""
        feedback, caller = self.store.feedback, self._choice("caller")
        first = caller.picked
        by = []
        if first is not None:
            by.append(feedback.by_picked(first.key, first.person))
        elif caller.text.strip():
            by.append(feedback.by(caller.text))
        others = [name for name in self._field("also").text.split(";") if name.strip()]
        return by + [feedback.by(name) for name in others]


def _listed(title: str, found: list[Feedback]) -> list[Text]:
    if not found:
        return []
    lines = [Text(), Text(title, style="bold underline")]
    for one in found[:ACTIONS_SHOWN]:
        lines.append(Text(f"{one.reference} {one_line(one.subject)}: {one.status.words}"))
    if len(found) > ACTIONS_SHOWN:
        lines.append(Text(f"and {len(found) - ACTIONS_SHOWN:,} more", style="dim"))
    return lines
