"""Who asks what: finds a caller for a question, and fills in its blanks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random

from spoc_tui.casework.dates.when import MONTH_NAMES, WEEKDAYS
from spoc_tui.casework.enquiries.enquiry import Outcome, Urgency
from spoc_tui.demo.neighbourhood import Neighbourhood, PlannedOrganisation
from spoc_tui.demo.places import STREETS
from spoc_tui.demo.questions import Question, all_questions

_WORKING_DAYS = WEEKDAYS[:5]
_THINGS = ("a minibus", "new chairs", "a boiler", "tools", "the garden", "an urn and tables")
_BUILDINGS = ("pavilion", "library annexe", "pump house", "scout hut")
_VENUES = ("Community Centre", "Pavilion", "Old School")
_POUNDS = (180, 240, 365, 420, 850, 975, 1_140, 1_650, 2_300, 3_480)
_HOUSES = (24, 38, 60, 95, 140)
_WEIGHTS = {"funding": 1.6, "payment": 1.5, "buildings": 1.3}
"""Topics that are asked about more often than others."""
PRESSING = ("payment", "buildings", "housing", "safeguarding")
"""Topics that can be urgent."""


@dataclass(frozen=True)
class QuestionNeeded:
    """The kind of question that a story needs."""

    outcome: Outcome
    urgency: Urgency | None
    """None: whatever the question itself is."""
    topic: str
    prompt: bool
    """Whether all of it happens in a day or two, as what is urgent by nature must."""

    at_once: bool
    """Whether it is answered while the caller is on the line."""

    def suits(self, question: Question) -> bool:
        if self.topic and question.topic != self.topic:
            return False
        if self.urgency is Urgency.URGENT and question.topic not in PRESSING:
            return False
        if question.urgency is Urgency.URGENT and not self.prompt:
            return False
        return bool(self.variants(question))

    def variants(self, question: Question) -> list[int]:
        """The subjects of a question that can end so."""
        if self.at_once:
            return list(question.at_once)
        every = list(range(len(question.subjects)))
        if self.outcome is Outcome.NOT_COUNCIL:
            return _fitting(question.elsewhere, question.elsewhere_for, every)
        if self.outcome is Outcome.PARTLY:
            return _fitting(question.partly, question.partly_for, every)
        return every


def _fitting(answer: str, fits: tuple[int, ...] | None, every: list[int]) -> list[int]:
    """The subjects that an answer fits: none where there is no such answer."""
    if not answer:
        return []
    return every if fits is None else list(fits)


@dataclass(frozen=True)
class AskedQuestion:
    """A question as one caller asks it: which of its subjects, and what fills the blanks."""

    question: Question
    variant: int
    blanks: dict[str, str]

    def filled(self, text: str) -> str:
        return text.format(**self.blanks)

    @property
    def subject(self) -> str:
        return self.filled(self.question.subjects[self.variant])

    def detail(self, rng: Random) -> str:
        """The officer's notes; often nothing more than the subject."""
        details = self.question.details
        detail = details[self.variant] if self.question.matched else rng.choice(details)
        return self.filled(detail) if rng.random() < 0.75 else ""

    def answer(self, rng: Random, outcome: Outcome) -> str:
        """The answer that ends so."""
        question = self.question
        if outcome is Outcome.NOT_COUNCIL:
            return self.filled(question.elsewhere)
        if outcome is Outcome.PARTLY:
            return self.filled(question.partly)
        if question.matched:
            return self.filled(question.answers[self.variant])
        return self.filled(rng.choice(question.answers))


@cache
def _suitable(wanted: QuestionNeeded) -> tuple[list[Question], list[float]]:
    """The questions that suit a story, and how often each is asked."""
    questions = [question for question in all_questions() if wanted.suits(question)]
    return questions, [_WEIGHTS.get(question.topic, 1.0) for question in questions]


class Asker:
    """Finds callers and questions, no group asking the same thing twice."""

    def __init__(self, rng: Random, people: Neighbourhood) -> None:
        self._rng = rng
        self._people = people
        self._asked: set[tuple[int, int]] = set()
        self._subjects: set[str] = set()
        self._groups: dict[str, list[int]] = defaultdict(list)
        for number, organisation in enumerate(people.organisations):
            self._groups[organisation.group].append(number)
            self._groups["any"].append(number)

    def ask(self, received: date, wanted: QuestionNeeded) -> tuple[int | None, AskedQuestion]:
        """A caller (None for one who is in no list) and what they ask."""
        rng = self._rng
        questions, weights = _suitable(wanted)
        while True:
            question = rng.choices(questions, weights)[0]
            variant = rng.choice(wanted.variants(question))
            group = rng.choice(question.groups)
            caller = rng.choice(self._groups[group])
            if caller not in self._people.regulars and rng.random() < 0.8:
                continue
            organisation = self._people.organisations[caller]
            asked = AskedQuestion(question, variant, self._blanks(organisation, received))
            again = (caller, question.number) in self._asked
            # A subject that was used may come again, but seldom.
            if again or (asked.subject in self._subjects and rng.random() < 0.9):
                continue
            self._asked.add((caller, question.number))
            self._subjects.add(asked.subject)
            unlisted = group == "any" and rng.random() < 0.1
            return (None if unlisted else caller), asked

    def _blanks(self, organisation: PlannedOrganisation, received: date) -> dict[str, str]:
        rng = self._rng
        place = organisation.place.name
        return {
            "place": place,
            "road": rng.choice(STREETS),
            "venue": f"{place} {rng.choice(_VENUES)}",
            "building": rng.choice(_BUILDINGS),
            "thing": rng.choice(_THINGS),
            "amount": f"£{rng.choice(_POUNDS):,}",
            "invoice": str(rng.randint(104, 988)),
            "houses": str(rng.choice(_HOUSES)),
            "month": MONTH_NAMES[(received.month - 1 + rng.randint(1, 3)) % 12],
            "past_month": MONTH_NAMES[(received.month - 2 - rng.randint(0, 1)) % 12],
            "weekday": rng.choice(_WORKING_DAYS),
            "n": str(rng.randint(2, 8)),
            "day": str(rng.choice((9, 12, 14, 15, 16, 18, 19, 20, 24, 25, 26, 27, 28))),
        }
