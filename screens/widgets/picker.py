"""A field that is typed into and picked from: teams, topics, organisations, outcomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input
from textual.widgets.option_list import Option

from screens.widgets.inputs import LineInput
from screens.widgets.list_source import one_line
from screens.widgets.marked_list import GUTTER, MarkedList
from spoc_tui.casework.text import fold

MOST_CHOICES = 50


@dataclass(frozen=True)
class PickerChoice:
    """One thing to pick; `hint` is beside its label.

    `person` is the uid of the contact, where somebody at the organisation `key` is picked.
    """

    key: str
    label: str
    hint: str = ""
    person: str | None = None
    nearly: bool = False
    """It is only near to what was typed: taken where the officer goes to it, never unasked."""


Choices = Callable[[str], Sequence[PickerChoice]]
Ask = Callable[
    [str, Callable[[Sequence[PickerChoice]], object], Callable[[Exception], object]],
    None,
]
"""Asks for the choices that fit what is typed, and has them handed over when they are found, or
why they were not.
"""


def among(choices: Sequence[PickerChoice]) -> Choices:
    """Choices from a short list: those that have every word typed, as beginnings; first the one
    that is called just so, then those whose names begin so.
    """

    def narrowed(typed: str) -> Sequence[PickerChoice]:
        said = fold(typed)
        parts = said.split()
        found = [
            choice
            for choice in choices
            if all(
                any(word.startswith(part) for word in fold(f"{choice.label} {choice.key}").split())
                for part in parts
            )
        ]
        return sorted(
            found,
            key=lambda choice: (
                said not in (fold(choice.label), fold(choice.key)),
                not fold(choice.label).startswith(said),
            ),
        )

    return narrowed


class ChoiceOption(Option):
    """A line of the list, with the choice it shows."""

    def __init__(self, choice: PickerChoice) -> None:
        super().__init__(_prompt(choice))
        self.choice = choice


class PickerInput(LineInput):
    """The line that is typed into; the arrows move in the list below it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Next", show=False),
        Binding("up", "move(-1)", "Previous", show=False),
        Binding("enter", "pick", "Pick", show=False),
    ]

    def action_move(self, step: int) -> None:
        self._picker.move(step)

    def action_pick(self) -> None:
        picked = self._picker.pick_marked()
        if not (picked and self._picker.go_on()):
            self.screen.focus_next()
        self._picker.post_message(Picker.Entered())

    @property
    def _picker(self) -> Picker:
        assert isinstance(self.parent, Picker)
        return self.parent


class Picker(Widget):
    """Type to narrow the list, enter to pick. With `free`, what is typed may be kept as it is.

    `then` is what takes the focus once something was picked by enter, if that is not the next.
    """

    DEFAULT_CSS = """
    Picker {
        height: 1;
        & > MarkedList {
            display: none;
            overlay: screen;
            constrain: none inside;
            offset: -2 0;
            height: auto;
            max-height: 8;
            border: none;
            padding: 0;
            text-wrap: nowrap;
            text-overflow: ellipsis;
            scrollbar-size-vertical: 1;
            background: $surface-lighten-1;
        }
        &.open > MarkedList { display: block; }
    }
    """

    @dataclass
    class Changed(Message):
        """Another thing was picked, or the text changed."""

        picker: Picker

    class Entered(Message):
        """Enter was pressed in its line: what was marked is picked."""

    @dataclass
    class Answered(Message):
        """The choices that fit what was typed, found while the officer typed on."""

        typed: str
        choices: Sequence[PickerChoice]

    @dataclass
    class Failed(Message):
        """The choices could not be looked for."""

        typed: str
        error: Exception

    def __init__(
        self,
        choices: Choices,
        *,
        ask: Ask | None = None,
        free: bool = False,
        placeholder: str = "",
        least_typed: int = 0,
        then: Callable[[], Widget] | None = None,
    ) -> None:
        super().__init__()
        self._then = then
        self._choices = choices
        self._ask = ask
        self._free = free
        self._least_typed = least_typed
        self._placeholder = placeholder
        self._listed: Sequence[PickerChoice] = ()
        self._listed_for: str | None = None
        self._moved = False
        self._options: MarkedList | None = None
        self.picked: PickerChoice | None = None

    def compose(self) -> ComposeResult:
        yield PickerInput(compact=True, placeholder=self._placeholder, select_on_focus=True)

    @property
    def input(self) -> PickerInput:
        return self.query_one(PickerInput)

    @property
    def options(self) -> MarkedList:
        """The list, made when it is first wanted: a form has many pickers, and opens fast."""
        if self._options is None:
            self._options = MarkedList(compact=True, markup=False)
            self._options.can_focus = False
            self.mount(self._options)
        return self._options

    @property
    def text(self) -> str:
        """The text in the line."""
        return self.input.value

    @property
    def is_open(self) -> bool:
        return self.has_class("open")

    def show(self, picked: PickerChoice | None, text: str = "") -> None:
        """Puts a picked thing (or free text) into the line, as if the officer had."""
        self.picked = picked
        with self.prevent(Input.Changed):
            self.input.value = picked.label if picked else text
        self.close()

    def close(self) -> None:
        self.remove_class("open")

    @property
    def _looked_for(self) -> str:
        """The text that is looked for: none where what is there was picked."""
        return self.text if self.picked is None else ""

    def offer(self) -> None:
        """Lists what fits what is typed."""
        self._moved, self._listed_for = False, None
        typed = self._looked_for
        if len(typed.strip()) < self._least_typed:
            self._list(typed, ())
        elif self._ask is None:
            self._list_now(typed)
        else:
            self._ask(
                typed,
                lambda found: self.post_message(self.Answered(typed, found)),
                lambda error: self.post_message(self.Failed(typed, error)),
            )

    @on(Answered)
    def _answered(self, answer: Answered) -> None:
        answer.stop()
        if answer.typed == self._listed_for:
            return  # a key could not wait for it: the list may be moved in by now
        if answer.typed == self._looked_for and self.input.has_focus:
            self._list(answer.typed, answer.choices)

    @on(Failed)
    def _failed(self, failure: Failed) -> None:
        failure.stop()
        self._without_choices(failure.typed, failure.error)

    def _without_choices(self, typed: str, error: Exception) -> None:
        """What is typed may be kept as it is: the form goes on, and the list offers nothing."""
        self.app._handle_exception(error)
        if typed == self._looked_for and typed != self._listed_for:
            self._list(typed, ())

    def _refresh_results(self) -> None:
        """Before a key acts on the list: it is of what is typed now."""
        typed = self._looked_for
        behind = self._ask is not None and typed != self._listed_for
        if behind and len(typed.strip()) >= max(1, self._least_typed):
            self._list_now(typed)

    def _list_now(self, typed: str) -> None:
        try:
            choices = self._choices(typed)
        except Exception as error:
            self._without_choices(typed, error)
        else:
            self._list(typed, choices)

    def _list(self, typed: str, choices: Sequence[PickerChoice]) -> None:
        self._listed, self._listed_for = list(choices[:MOST_CHOICES]), typed
        options = self.options
        options.clear_options()
        options.add_options([ChoiceOption(choice) for choice in self._listed])
        marked = next(
            (i for i, choice in enumerate(self._listed) if choice == self.picked),
            None if not self._listed or self._listed[0].nearly else 0,
        )
        options.highlighted = marked
        options.styles.width = self.size.width + GUTTER  # its words are beneath what is typed
        self.set_class(bool(self._listed), "open")

    def move(self, step: int) -> None:
        self._refresh_results()
        if not self.is_open:
            self.offer()
            return
        self._moved = True
        if step > 0:
            self.options.action_cursor_down()
        else:
            self.options.action_cursor_up()

    def pick_marked(self) -> bool:
        """Picks what is marked in the open list; False where the list is not open."""
        self._refresh_results()
        marked = self.options.highlighted if self.is_open else None
        if marked is None:
            return False
        self._pick(self._listed[marked])
        return True

    def go_on(self) -> bool:
        """Once something is picked, goes to what is wanted then; False where that is the next."""
        if self._then is None:
            return False
        self.screen.set_focus(self._then())
        return True

    def _pick(self, choice: PickerChoice) -> None:
        self.show(choice)
        self.post_message(self.Changed(self))

    def settle(self) -> None:
        """Before it is read: picks what the arrows went to, or the only thing that was meant.

        Where anything may be typed, that is only a name typed in full.
        """
        self._refresh_results()
        if self._moved:
            self.pick_marked()
        elif self.picked is None and (wanted := fold(self.text)):
            meant = [c for c in self._listed if not self._free or fold(c.label) == wanted]
            if len(meant) == 1:
                self._pick(meant[0])
        self.close()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.picked = None
        self.offer()
        self.post_message(self.Changed(self))

    @on(MarkedList.OptionSelected)
    def _clicked(self, event: MarkedList.OptionSelected) -> None:
        event.stop()
        assert isinstance(event.option, ChoiceOption)
        self._pick(event.option.choice)
        self.input.focus()

    def on_descendant_blur(self) -> None:
        # Leaving with a half-typed name picks what is marked, where the officer sees it.
        if self.is_open and not self._free and self.picked is None and self.text.strip():
            self.pick_marked()
        self.settle()


def close_list(screen: Screen[Any]) -> bool:
    """Closes the list that a picker holds open; False where none does."""
    for picker in screen.query(Picker):
        if picker.is_open:
            picker.close()
            return True
    return False


def _prompt(choice: PickerChoice) -> Content:
    label = Content(one_line(choice.label))
    if not choice.hint:
        return label
    return Content.assemble(label, ("  " + one_line(choice.hint), "dim"))
