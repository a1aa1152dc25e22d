"""A question as it is read out: its scale, the words, and each directorate that may be rated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from screens.survey.scale import DirectorateList, Keys, Scale
from screens.widgets.fields import LongField
from spoc_tui.casework.survey.half_taken import RATING, WORDS, Place

if TYPE_CHECKING:
    from spoc_tui.casework.survey.question import Question

OF_DIRECTORATES = "And each directorate, if they like: a digit rates the marked one."


class AskedQuestion(Vertical):
    """One question, and what was said to it so far. What is typed is told by its parts."""

    def compose(self) -> ComposeResult:
        yield Static("", id="question", markup=False)
        yield Scale()
        yield LongField("words", "Words")
        yield Static(OF_DIRECTORATES, id="of-directorates", markup=False)
        yield DirectorateList()
        yield Keys()

    @property
    def _words(self) -> LongField:
        return self.query_one(LongField)

    def show(
        self,
        one: Question,
        place: str,
        said: Mapping[Place, str],
        directorates: Mapping[str, str],
    ) -> None:
        """Shows a question with the cursor where it begins; `place` is which of how many it is,
        `directorates` the names of those that may be rated, by uid.
        """
        number = "" if place.startswith(f"Question {one.number} of ") else f" (number {one.number})"
        self.query_one("#question", Static).update(f"{place}{number}\n{one.words}")
        scale, words, each = self.query_one(Scale), self._words, self.query_one(DirectorateList)
        scale.display, words.display = one.how.rates, one.how.takes_words
        rated = said.get(Place(one.number, RATING), "")
        scale.show(one.ratings, rated, takes_words=one.how.takes_words)
        words.text = said.get(Place(one.number, WORDS), "")
        words.say("")
        of_each = bool(one.by_directorate) and one.how.rates and bool(directorates)
        each.display = self.query_one("#of-directorates").display = of_each
        if of_each:
            theirs = {uid: said.get(Place(one.number, RATING, uid), "") for uid in directorates}
            each.show(directorates, one.ratings, theirs)
        self.say_keys(one)
        (scale if one.how.rates else words.typed_into).focus()

    def goes_on_to_directorates(self) -> bool:
        """Whether the cursor goes to the directorates first, and not on to the next question."""
        each = self.query_one(DirectorateList)
        if not each.display or each.has_focus:
            return False
        each.focus()
        return True

    def say_keys(self, one: Question) -> None:
        """Says what can be typed."""
        self.query_one(Keys).say_of(one)

    def refuse(self, sentence: str) -> None:
        """Says why what was typed is no rating."""
        self.query_one(Keys).refuse(sentence)

    def begin_words(self, one: Question, character: str) -> None:
        """The words begin with a letter, without a key that goes there."""
        self._words.take_focus()
        self._words.query_one(TextArea).insert(character)
        self.say_keys(one)

    def take_as_words(self, one: Question, whole: str) -> None:
        """Shows as words what was taken for a rating, and is none."""
        self.query_one(Scale).show(one.ratings, "", takes_words=True)
        self._words.text = whole
        self._words.query_one(TextArea).move_cursor((0, len(whole)))
        self.refuse(f"“{whole}” is no rating: it stands in the words.")
