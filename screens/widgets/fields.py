"""The fields that forms are made of: a label, what is typed, and a note beneath."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from screens.shell.surviving_errors import SurvivesErrors
from screens.widgets.inputs import LineInput, LinesInput
from screens.widgets.picker import Ask, Choices, Picker, PickerChoice
from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import BadInput

if TYPE_CHECKING:
    from db.store import Store


class Field(SurvivesErrors, Widget):
    """One line of a form. `text` is what was typed; `say` puts a note beneath it."""

    DEFAULT_CSS = """
    Field {
        layout: horizontal;
        height: auto;
        & > .field--label { width: 13; height: auto; padding-right: 1; color: $text-muted; }
        & > .field--body { width: 1fr; height: auto; }
        &.here > .field--label { color: $text; text-style: bold reverse; }
        & Input { background: $surface; }
        & Input:focus { background: $panel; }
        & TextArea { height: 3; background: $surface; border: none; padding: 0; }
        & TextArea:focus { background: $panel; border: none; }
        & .field--note { display: none; height: auto; }
        & .field--note.said { display: block; color: $text-muted; }
        & .field--note.wrong { color: $text-error; text-style: bold; }
    }
    """

    @dataclass
    class Changed(Message):
        """The officer changed a field."""

        field: Field

    def __init__(self, name: str, label: str, *, value: str = "") -> None:
        super().__init__(id=f"field-{name.replace('_', '-')}", name=name)
        self.key = name
        self.label = label
        self._value = value
        self._note_shown = ("", False)
        self._followers: list[Field] = []
        self.within = ""
        """What is half typed in a dialog of its own, where it has such."""

    def compose(self) -> ComposeResult:
        yield Static(self.label, classes="field--label", markup=False)
        with Vertical(classes="field--body"):
            yield self.editor()
            yield Static("", classes="field--note", markup=False)

    def editor(self) -> Widget:
        """The widget that is typed into."""
        return LineInput(self._value, compact=True)

    def on_descendant_focus(self) -> None:
        self.add_class("here")

    def on_descendant_blur(self) -> None:
        self.remove_class("here")

    @property
    def text(self) -> str:
        return self.query_one(Input).value

    @text.setter
    def text(self, text: str) -> None:
        with self.prevent(Input.Changed):
            self.query_one(Input).value = text

    def refill(self, text: str) -> None:
        """Puts back what was typed before."""
        self.text = text

    def begin_again(self) -> None:
        """Puts back what was in it when it was made."""
        self.within = ""
        self.refill(self.initial)

    @property
    def initial(self) -> str:
        """The answer that was in it when it was made."""
        return self._value

    @property
    def initial_words(self) -> str:
        """The same, as a sentence says it; blank where nothing was there."""
        return self.words_of(self.initial)

    def words_of(self, answer: str) -> str:
        """An answer of it, as a sentence says it."""
        return answer

    @property
    def lasting_text(self) -> str:
        """The text typed, so that it means the same on another day."""
        return self.text

    @property
    def typed_into(self) -> Widget:
        """The widget that takes the focus in it."""
        return self.query("Input, TextArea").first()

    def take_focus(self) -> None:
        self.typed_into.focus()

    def say(self, note: str, *, wrong: bool = False) -> None:
        """Puts a note beneath the field; blank takes it away."""
        if (note, wrong) == self._note_shown:
            return  # each change lays the whole form out again
        self._note_shown = (note, wrong)
        line = self.query_one(".field--note", Static)
        line.update(f"! {note}" if wrong else note)
        line.set_class(bool(note), "said")
        line.set_class(wrong, "wrong")
        if wrong or self.has_focus_within:
            self.call_after_refresh(self.scroll_visible, animate=False)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.changed()

    def changed(self) -> None:
        """Told that the text differs now."""
        self.say("")
        for one in self._followers:
            one.follow()
        self.post_message(self.Changed(self))

    def followed_by(self, other: Field) -> None:
        """What the other one holds or says follows from this one."""
        self._followers.append(other)

    def follow(self) -> None:
        """One that this one follows was changed."""

    def begun(self) -> None:
        """Each field of its form holds what it begins with."""


class LongField(Field):
    """Several lines of text. Tab moves on; enter makes a new line."""

    def editor(self) -> Widget:
        area = LinesInput(self._value, soft_wrap=True, tab_behavior="focus", compact=True)
        area.highlight_cursor_line = False
        return area

    @property
    def text(self) -> str:
        return self.query_one(TextArea).text

    @text.setter
    def text(self, text: str) -> None:
        with self.prevent(TextArea.Changed):
            self.query_one(TextArea).text = text

    @on(TextArea.Changed)
    def _area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.changed()


class DayField(Field):
    """A date as the officer types it, with the day it means in words beneath.

    `direction` says what it can mean, or is asked where another field, that it `follows`, decides.
    A date without a year is the one nearest to the day in the field `near`.
    """

    def __init__(
        self,
        name: str,
        label: str,
        *,
        store: Store,
        direction: Direction | Callable[[], Direction],
        near: DayField | None = None,
        follows: Field | None = None,
        last: date | None = None,
        value: str = "",
    ) -> None:
        super().__init__(name, label, value=value)
        self._store = store
        self._direction = direction
        self._near = near
        self._last = last
        for other in filter(None, (near, follows)):
            other.followed_by(self)

    def on_mount(self) -> None:
        self.say_in_words()

    def follow(self) -> None:
        self.say_in_words()

    def refill(self, text: str) -> None:
        super().refill(text)
        self.say_in_words()

    def changed(self) -> None:
        super().changed()
        self.say_in_words()

    @property
    def lasting_text(self) -> str:
        # “fri” means a day now; in a draft taken up tomorrow it would mean another.
        try:
            return self._restated()[0] if self.text.strip() else ""
        except BadInput:
            return self.text

    @property
    def day(self) -> date | None:
        """The day that is meant; None while it cannot be read, or is blank."""
        try:
            return self._day() if self.text.strip() else None
        except BadInput:
            return None

    def say_in_words(self) -> None:
        """Says beneath what is meant by what is typed, or why it cannot be read."""
        try:
            self.say(self._restated()[1] if self.text.strip() else "")
        except BadInput as error:
            self.say(str(error), wrong=True)

    def _restated(self) -> tuple[str, str]:
        """The text typed, written so that it means the same tomorrow; and the note beneath."""
        day = self._day()
        return day.isoformat(), self._store.in_words(day)

    def _day(self) -> date:
        asked = self._direction
        return self._store.read_day(
            self.text,
            self.key,
            asked if isinstance(asked, Direction) else asked(),
            near=self._near.day if self._near else None,
            last=self._last,
        )


class DayAndTimeField(DayField):
    """A day to come, and where one is given a time of it, with what it means beneath."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        store: Store,
        direction: Direction = Direction.AHEAD,
        on: when.DayAndTime | None = None,
    ) -> None:
        value = on.typed if on else ""
        super().__init__(name, label, store=store, direction=direction, value=value)
        self._to_come = direction

    def _restated(self) -> tuple[str, str]:
        on = self._store.read_day_and_time(self.text, self.key, self._to_come)
        return on.typed, self._store.on_in_words(on)


class MomentField(DayField):
    """A moment up to now as the officer types it, with what it means beneath."""

    def __init__(self, name: str, label: str, *, store: Store, value: str = "") -> None:
        super().__init__(name, label, store=store, direction=Direction.PAST, value=value)

    def _restated(self) -> tuple[str, str]:
        typed = self.text.strip()
        words = when.show_moment(self._store.read_moment(typed, self.key))
        return words, "" if words == typed else words


class ChoiceField(Field):
    """Something picked from a list; with `free`, any text will do."""

    def __init__(
        self,
        name: str,
        label: str,
        choices: Choices,
        *,
        ask: Ask | None = None,
        picked: PickerChoice | None = None,
        value: str = "",
        free: bool = False,
        placeholder: str = "",
        least_typed: int = 0,
        then: Callable[[], Widget] | None = None,
    ) -> None:
        super().__init__(name, label, value=value)
        self._picked = picked
        self._picker = Picker(
            choices,
            ask=ask,
            free=free,
            placeholder=placeholder,
            least_typed=least_typed,
            then=then,
        )

    def editor(self) -> Widget:
        return self._picker

    def on_mount(self) -> None:
        if self._picked or self._value:
            self._picker.show(self._picked, self._value)

    @property
    def initial(self) -> str:
        return self._picked.key if self._picked else self._value

    def begin_again(self) -> None:
        self._picker.show(self._picked, self._value)

    def words_of(self, answer: str) -> str:
        if self._picked and answer == self._picked.key:
            return self._picked.label
        return answer

    @property
    def picked(self) -> PickerChoice | None:
        return self._picker.picked

    @property
    def text(self) -> str:
        return self._picker.text

    @text.setter
    def text(self, text: str) -> None:
        self._picker.show(None, text)

    def pick(self, choice: PickerChoice | None) -> None:
        """Puts a choice in, as if the officer had picked it."""
        self._picker.show(choice)

    @property
    def key_or_text(self) -> str:
        """The key of what was picked, else the text as typed."""
        return self.picked.key if self.picked else self.text.strip()

    def settle(self) -> None:
        """Picks what is marked in its open list, where the officer means it."""
        self._picker.settle()

    def close(self) -> None:
        """Closes its list."""
        self._picker.close()

    @on(Picker.Changed)
    def _picker_changed(self, event: Picker.Changed) -> None:
        event.stop()
        self.changed()
