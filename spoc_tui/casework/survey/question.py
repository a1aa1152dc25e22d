"""A question of a round, and the scale on which it is rated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.fields import choice, line, number, percent, text, yes_no
from spoc_tui.casework.kinds.record import RecordRow
from spoc_tui.casework.survey.steps import How
from spoc_tui.casework.text import compared

SCALE = ("poor", "ok", "good", "excellent")
"""The ratings of 2019, the worst first."""
MOST_RATINGS = 9
"""A rating is taken with a digit."""
MOST_QUESTIONS = 99


@dataclass(frozen=True, kw_only=True, repr=False)
class Question(RecordRow):
    """One question that everybody is asked."""

    number: int = number(
        *("Number", "by which it is known: 1, 2 …"),
        needed=True,
        least=1,
        most=MOST_QUESTIONS,
        numbers=True,
    )
    words: str = text("Words", "as it is read out", needed=True, searched=True, column=0)
    how: How = choice("How", How, "rating, text or both", needed=True)
    scale: str = line("Scale", f"worst first, with commas; blank: {', '.join(SCALE)}", said=True)
    by_directorate: bool | None = yes_no(
        "By directorate", "whether each directorate may be rated as well", denied="as a whole"
    )
    suggests: bool | None = yes_no(
        "Asks for suggestions", "whether what is answered is to be followed", denied="no follow-up"
    )
    summary: str = text(
        "In words only", "what is known of the answers, where nobody counted them", said=True
    )

    @property
    def ratings(self) -> tuple[str, ...]:
        """What it may be rated, the worst first; none of one that is answered in words alone."""
        return read_scale(self.scale) if self.how.rates else ()

    def rating(self, typed: str) -> str:
        """The rating that was typed, by its words or its number from the worst; BadInput else."""
        ratings = self.ratings
        if found := self.on_scale(typed):
            return found
        for n, one in enumerate(ratings, 1):
            if typed.strip() == str(n) and not _are_numbers(ratings):
                return one
        if not ratings:
            raise BadInput(
                f"Question {self.number} is answered in words alone: nothing is rated there.",
                field="answers",
            )
        where = "as its words" if self.how.takes_words else "in the notes"
        raise BadInput(
            f"“{typed[:60]}” is no rating of question {self.number}: {', '.join(ratings)}. Leave "
            f"the rating blank where it was none of them, and put down what was said {where}.",
            field="answers",
        )

    def on_scale(self, typed: str) -> str:
        """The rating that is typed in its own words; blank: none. What has no letters must be as it
        stands: “3/5” is not 3, and “-1” is not 1.
        """
        text = " ".join(typed.split())
        if any(map(str.isalpha, text)):
            return next((one for one in self.ratings if compared(one) == compared(text)), "")
        bare = text.removesuffix(".0").strip("() .")
        return next((one for one in self.ratings if one in (text, bare)), "")


@dataclass(frozen=True, kw_only=True, repr=False)
class Share(RecordRow):
    """What is known of another survey as a share alone: “generating income, 66 %”. It is compared
    with nothing: others were asked, and otherwise.
    """

    of: str = line("Survey", "which it is of", needed=True, searched=True)
    words: str = line("Answer", "as it was given to choose", needed=True, searched=True, column=0)
    share: int = percent("Share", "of those who answered", needed=True)

    @property
    def percent(self) -> str:
        """“66%”, “12.5%”."""
        return f"{(Decimal(self.share) / 100).normalize():f}%"


FOUR = (
    Question(
        number=1,
        words="How do you view the current financial sustainability of the Voluntary and "
        "community sector in Medway as a whole?",
        how=How.BOTH,
    ),
    Question(
        number=2,
        words="How would you assess volunteering levels within the Sector?",
        how=How.BOTH,
    ),
    Question(
        number=3,
        words="How would you assess the current relationship between the Voluntary and community "
        "sector and Medway Council?",
        how=How.BOTH,
        by_directorate=True,
    ),
    Question(
        number=4,
        words="What can Medway Council and other public agencies do, to better support the sector "
        "to deliver its objectives?",
        how=How.TEXT,
        suggests=True,
    ),
)
"""The questions of 2019, as the Task Group’s report prints them (appendix 1 a)."""


def read_scale(typed: str) -> tuple[str, ...]:
    """The ratings of a scale, the worst first; the usual ones of a blank."""
    return tuple(filter(None, (one.strip() for one in typed.split(",")))) or SCALE


def require_questions(questions: Sequence[Question]) -> None:
    """Refuses two questions of one number, and a scale that is none."""
    seen = set[int]()
    for one in questions:
        if one.number in seen:
            raise BadInput(
                f"There are two questions with the number {one.number}. Each has its own.",
                field="questions",
            )
        seen.add(one.number)
        if one.scale and not one.how.rates:
            raise BadInput(
                f"Question {one.number} is answered in words alone, and has a scale. Take the "
                "scale out, or say that it is rated (“rating”, “both”).",
                field="questions",
            )
        _require_scale(one)


def _require_scale(one: Question) -> None:
    ratings = read_scale(one.scale)
    if len({compared(each) for each in ratings}) < len(ratings):
        raise BadInput(f"The scale of question {one.number} has a rating twice.", field="questions")
    if not 2 <= len(ratings) <= MOST_RATINGS:
        raise BadInput(
            f"The scale of question {one.number} has {len(ratings)} "
            f"{'rating' if len(ratings) == 1 else 'ratings'}: two to {MOST_RATINGS} can be typed, "
            "with commas, the worst first.",
            field="questions",
        )


def _are_numbers(ratings: Sequence[str]) -> bool:
    return all(one.isdecimal() for one in ratings)
