"""A scale that is rated with a digit: of a question, and of each directorate."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.events import Key
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from screens.shell.surviving_errors import SurvivesErrors
from screens.widgets.hanging import hanging
from screens.widgets.list_source import one_line
from screens.widgets.marked_list import MarkedList
from spoc_tui.casework.text import shortened

if TYPE_CHECKING:
    from rich.table import Table

    from spoc_tui.casework.survey.question import Question

TAKEN_AWAY = ("0", "backspace", "delete")
"""The keys that take a rating away."""
GAP = "  "
_GOES_ON = re.compile(r"[/.][0-9]")
MOST_SHOWN = 24
"""So much of a rating is shown beside a directorate."""


@dataclass
class Rated(Message):
    """A rating was picked, or taken away (blank); of a directorate, by its uid."""

    rating: str
    directorate: str = ""


@dataclass
class Worded(Message):
    """A letter was typed where a rating was: words follow."""

    character: str


@dataclass
class OffScale(Message):
    """A digit was typed that is none of the scale's: it is no rating, and begins no words."""

    digit: str
    most: int

    @property
    def sentence(self) -> str:
        return f"No rating is {self.digit}: 1 to {self.most} rates it, 0 takes that away."


def gone_on(rating: str, ratings: Sequence[str], words: str) -> str:
    """What was typed as a whole where a digit rated and what follows makes that no rating: “3/5”,
    “3.5”; blank: nothing does.
    """
    if rating not in ratings or not _GOES_ON.fullmatch(words):
        return ""
    return f"{ratings.index(rating) + 1}{words}"


def is_letter(key: str, character: str | None) -> bool:
    """Whether a key would be text, where text is typed: it is no command there."""
    return character is not None and character.isprintable() and key not in TAKEN_AWAY


def picked(event: Key, ratings: Sequence[str]) -> str | None:
    """The rating that a key stands for; blank: none; None where it stands for nothing."""
    if event.key in TAKEN_AWAY:
        return ""
    if event.key.isdecimal() and 1 <= int(event.key) <= len(ratings):
        return ratings[int(event.key) - 1]
    return None


def off_scale(event: Key, ratings: Sequence[str]) -> OffScale | None:
    """What is said of a digit that stands for no rating; None where the key is no digit."""
    digit = event.character or ""
    return OffScale(digit, len(ratings)) if digit.isdecimal() else None


class Scale(SurvivesErrors, Widget, can_focus=True):
    """The ratings of a question with their digits, on as many lines as they need."""

    DEFAULT_CSS = """
    Scale { height: auto; background: $surface; &:focus { background: $panel; } }
    """

    def __init__(self) -> None:
        super().__init__(id="scale")
        self._ratings: Sequence[str] = ()
        self._rated = ""
        self._takes_words = self._words_begun = False

    def show(self, ratings: Sequence[str], rated: str, *, takes_words: bool) -> None:
        """Shows a question's ratings, and the one that was picked."""
        self._ratings, self._rated = ratings, rated
        self._takes_words, self._words_begun = takes_words, False
        self.refresh(layout=True)

    def on_focus(self) -> None:
        self._words_begun = False

    def on_key(self, event: Key) -> None:
        rating = picked(event, self._ratings)
        if self._words_begun and event.character and event.character.isprintable():
            event.stop()  # typed before the cursor was in the words: it goes on with them
            self.post_message(Worded(event.character))
        elif rating is not None:
            event.stop()
            self._rated = rating
            self.refresh(layout=True)
            self.post_message(Rated(rating))
        elif (off := off_scale(event, self._ratings)) is not None:
            event.stop()
            self.post_message(off)
        elif is_letter(event.key, event.character):
            event.stop()
            self._words_begun = self._takes_words
            self.post_message(Worded(event.character or ""))

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """What is typed here is a rating, or the first letter of the words."""
        return is_letter(key, character)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        """Ratings side by side, none of them broken over two lines unless it is longer than one."""
        lines, used = [Content("")], 0
        for digit, rating in enumerate(self._ratings, 1):
            text = f"{digit} {one_line(rating)}"
            shown = f"[{text}]" if rating == self._rated else f" {text} "
            for part in _broken(shown, width):
                if used and used + len(GAP) + cell_len(part) > width:
                    lines.append(Content(""))
                    used = 0
                style = "bold reverse" if rating == self._rated else ""
                lines[-1] += Content(GAP if used else "") + Content.styled(part, style)
                used += cell_len(part) + (len(GAP) if used else 0)
        return lines


def _broken(text: str, width: int) -> list[str]:
    """A text in parts that fit the width."""
    if width < 1 or cell_len(text) <= width:
        return [text]
    return [text[start : start + width] for start in range(0, len(text), width)]


class DirectorateList(MarkedList):
    """The directorates, each with its rating: a digit rates the marked one, and goes on."""

    DEFAULT_CSS = """
    DirectorateList {
        height: auto; max-height: 8; border: none; padding: 0; background: $surface;
        scrollbar-size-vertical: 1;
        &:focus { background: $panel; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="directorates", markup=False, compact=True)
        self._names: list[tuple[str, str]] = []
        self._ratings: Sequence[str] = ()
        self._rated: dict[str, str] = {}

    def show(
        self, names: Mapping[str, str], ratings: Sequence[str], rated: Mapping[str, str]
    ) -> None:
        """Shows them by uid, with the ratings that there are."""
        self._names, self._ratings, self._rated = list(names.items()), ratings, dict(rated)
        self._draw(0)

    def _draw(self, marked: int) -> None:
        self.clear_options()
        self.add_options(self._line(uid, name) for uid, name in self._names)
        if self._names:
            self.highlighted = marked

    def _line(self, uid: str, name: str) -> Table:
        rating = shortened(one_line(self._rated.get(uid, "")), MOST_SHOWN)
        width = min(max((cell_len(one) for one in self._ratings), default=0), MOST_SHOWN)
        shown = f"[{rating}]" if rating else " -"
        return hanging(f"{shown:<{width + 2}}", words=one_line(name))

    def on_key(self, event: Key) -> None:
        rating, place = picked(event, self._ratings), self.highlighted
        if is_letter(event.key, event.character):
            event.stop()
        if (off := off_scale(event, self._ratings)) is not None and rating is None:
            self.post_message(off)
        if rating is None or place is None:
            return
        event.stop()
        uid, _ = self._names[place]
        self._rated[uid] = rating
        self._draw(min(place + 1, len(self._names) - 1) if rating else place)
        self.post_message(Rated(rating, uid))

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """A letter does nothing here: a call is not begun by it."""
        return is_letter(key, character)


class Keys(Static):
    """What the keys of a question do; or why the one that was pressed did nothing."""

    def __init__(self) -> None:
        super().__init__("", classes="keys", markup=False)

    def say_of(self, one: Question) -> None:
        """The keys that a question takes, in a sentence."""
        parts = []
        if one.how.rates:
            parts.append(f"1 to {len(one.ratings)} rates it, 0 takes that away")
        if one.how.rates and one.how.takes_words:
            parts.append("a letter begins the words")
        self.remove_class("wrong")
        self.update("; ".join([*parts, "enter goes on."]).capitalize())

    def refuse(self, sentence: str) -> None:
        """Says it, where it is seen."""
        self.add_class("wrong")
        self.update(f"! {sentence}")
        self.call_after_refresh(self.scroll_visible, animate=False)
