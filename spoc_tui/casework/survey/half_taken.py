"""What was answered so far to a round, question by question, as it is typed and kept as a draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from spoc_tui.casework.survey.no_answer import says_nothing
from spoc_tui.casework.survey.question import Question

RATING, WORDS = "rating", "words"


class Place(NamedTuple):
    """The place of something that was said: to which question, and of which directorate."""

    number: int
    what: str
    """RATING or WORDS."""
    directorate: str = ""
    """Its uid; blank: of the whole."""

    @property
    def key(self) -> str:
        """As a draft names it: “3 rating”."""
        return " ".join(filter(None, (str(self.number), self.what, self.directorate)))


def place_of(key: str) -> Place | None:
    """The place that a draft names so; None where it is no answer."""
    number, _, rest = key.partition(" ")
    what, _, directorate = rest.partition(" ")
    if not number.isdecimal() or what not in (RATING, WORDS):
        return None
    return Place(int(number), what, directorate)


Said = Mapping[Place, str]
"""What was said, by its place; a rating is one of the question's scale."""


def answers_of(said: Said, questions: Sequence[Question]) -> list[dict[str, str]]:
    """The answers as they are typed, in the order of the questions; without what was said to one
    that is no longer asked, or not so.
    """
    answers: dict[tuple[int, str], dict[str, str]] = {}
    for place, text in sorted(said.items()):
        if not text.strip() or not is_asked(place, questions):
            continue
        answer = answers.setdefault(
            (place.number, place.directorate), {"number": str(place.number)}
        )
        if place.directorate:
            answer["directorate"] = place.directorate
        answer[place.what] = text
    return list(answers.values())


def is_asked(place: Place, questions: Sequence[Question]) -> bool:
    """Whether that can be said to one of the questions, as it stands now."""
    its = next((one for one in questions if one.number == place.number), None)
    if its is None or (place.directorate and not its.by_directorate):
        return False
    return its.how.rates if place.what == RATING else its.how.takes_words


def summary(
    said: Said, questions: Sequence[Question], directorates: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """For each question its number, and what was said; of directorates too, by their names."""
    for one in questions:
        rating = said.get(Place(one.number, RATING), "")
        words = " ".join(said.get(Place(one.number, WORDS), "").split())
        of_each = ", ".join(
            f"{name} {theirs}"
            for uid, name in directorates.items()
            if (theirs := said.get(Place(one.number, RATING, uid), ""))
        )
        blank = ", left blank: it says nothing" if says_nothing(words) else ""
        parts = (rating, f"({of_each})" if of_each else "", f"“{words}”{blank}" if words else "")
        yield str(one.number), " ".join(filter(None, parts)) or "nothing yet"
    gone = sum(1 for place, text in said.items() if text.strip() and not is_asked(place, questions))
    if gone:
        yield "", f"{gone} more, to what is no longer asked so: it is left out"
