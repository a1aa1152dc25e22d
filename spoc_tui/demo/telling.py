"""Fills a story in: who asks what, when each act was, and in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from spoc_tui.casework.desk import Band
from spoc_tui.casework.enquiries import Channel, Outcome, Urgency
from spoc_tui.casework.starting_set import TOPICS
from spoc_tui.demo import stories
from spoc_tui.demo.diary import Diary
from spoc_tui.demo.neighbourhood import Neighbourhood, PlannedOrganisation
from spoc_tui.demo.places import STREETS
from spoc_tui.demo.questions import Question, all_questions
from spoc_tui.demo.stories import Act, Story, Verb

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_USUAL_TEAM = {topic.code: topic.team for topic in TOPICS}
_TOPIC_WEIGHTS = {"funding": 1.6, "payment": 1.5, "buildings": 1.3, "safeguarding": 0.6}

Steps = Sequence[tuple[int, Verb]]
"""Acts in their order, each with its day in working days before today."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as one caller asks it: which of its subjects, and what fills the blanks."""

    question: Question
    variant: int
    blanks: dict[str, str]

    def filled(self, text: str) -> str:
        return text.format(**self.blanks)

    @property
    def subject(self) -> str:
        return self.filled(self.question.subjects[self.variant])

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

    def detail(self, rng: Random) -> str:
        """What the officer wrote down; often nothing more than the subject."""
        if rng.random() < 0.25:
            return ""
        details = self.question.details
        detail = details[self.variant] if self.question.matched else rng.choice(details)
        return self.filled(detail)


class Teller:
    """Tells the stories of one plan, no group asking the same thing twice."""

    def __init__(self, rng: Random, diary: Diary, neighbourhood: Neighbourhood) -> None:
        self._rng = rng
        self._diary = diary
        self._people = neighbourhood
        self._asked: set[tuple[int, int]] = set()
        self._subjects: set[str] = set()
        self._contacts: dict[int, list[int]] = defaultdict(list)
        for number, contact in enumerate(neighbourhood.contacts):
            self._contacts[contact.organisation].append(number)
        self._groups: dict[str, list[int]] = defaultdict(list)
        for number, organisation in enumerate(neighbourhood.organisations):
            self._groups[organisation.group].append(number)
            self._groups["any"].append(number)

    def tell(
        self,
        steps: Steps,
        channel: Channel,
        *,
        outcome: Outcome = Outcome.RESOLVED,
        urgency: Urgency | None = None,
        topic: str = "",
        by: date | None = None,
        band: Band | None = None,
    ) -> Story:
        """A story of these acts. `by` is the day that a wait, a follow-up or a promise names."""
        rng = self._rng
        moments = self._diary.moments(rng, [ago for ago, _ in steps])
        caller, asked = self._ask(moments[0].date(), outcome, topic, urgency)
        contact = phone = None
        if caller is not None:
            known = self._contacts[caller]
            contact = rng.choice(known) if known and rng.random() < 0.85 else None
            phone = self._people.organisations[caller].phone
        if contact is not None:
            phone = self._people.contacts[contact].phone
        elif not phone and channel is Channel.PHONE:
            phone = rng.choice(self._people.spare_phones)
        acts = self._acts(asked, list(zip(moments, steps, strict=True)), outcome, by)
        return Story(
            subject=asked.subject,
            detail=asked.detail(rng),
            topic=asked.question.topic,
            received_at=moments[0],
            channel=channel,
            urgency=urgency or asked.question.urgency,
            organisation=caller,
            contact=contact,
            caller=rng.choice(stories.CALLERS) if caller is None else "",
            phone=phone or "",
            acts=tuple(acts),
            band=band,
        )

    def _ask(
        self, received: date, outcome: Outcome, topic: str, urgency: Urgency | None
    ) -> tuple[int | None, Asked]:
        """Who asks what; a twentieth of the callers are in no list."""
        rng = self._rng
        questions = [q for q in all_questions() if _suits(q, outcome, topic, urgency)]
        weights = [_TOPIC_WEIGHTS.get(q.topic, 1.0) for q in questions]
        while True:
            question = rng.choices(questions, weights)[0]
            variants = _variants(question, outcome)
            variant = rng.choice(variants)
            group = rng.choice(question.groups)
            caller = rng.choice(self._groups[group])
            if caller not in self._people.regulars and rng.random() < 0.75:
                continue
            if (caller, question.number) in self._asked:
                continue
            organisation = self._people.organisations[caller]
            asked = Asked(question, variant, self._blanks(organisation, received))
            if asked.subject in self._subjects and rng.random() < 0.9:
                continue
            self._asked.add((caller, question.number))
            self._subjects.add(asked.subject)
            unlisted = rng.random() < 0.05 and group == "any"
            return (None if unlisted else caller), asked

    def _blanks(self, organisation: PlannedOrganisation, received: date) -> dict[str, str]:
        rng = self._rng
        place = organisation.place.name
        ahead = rng.randint(1, 3)
        return {
            "place": place,
            "road": rng.choice(STREETS),
            "venue": f"{place} {rng.choice(('Community Centre', 'Pavilion', 'Old School'))}",
            "building": rng.choice(("pavilion", "library annexe", "pump house", "scout hut")),
            "thing": rng.choice(
                ("a minibus", "new chairs", "a boiler", "tools", "the garden", "an urn and tables")
            ),
            "amount": f"£{rng.choice((180, 240, 365, 420, 850, 975, 1_140, 1_650, 2_300, 3_480)):,}",
            "invoice": str(rng.randint(104, 988)),
            "houses": str(rng.choice((24, 38, 60, 95, 140))),
            "month": _MONTHS[(received.month - 1 + ahead) % 12],
            "past_month": _MONTHS[(received.month - 2 - rng.randint(0, 1)) % 12],
            "weekday": rng.choice(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")),
            "n": str(rng.randint(2, 8)),
            "day": str(rng.choice((9, 12, 14, 15, 16, 18, 19, 20, 24, 25, 26, 27, 28))),
        }

    def _acts(
        self,
        asked: Asked,
        planned: Sequence[tuple[datetime, tuple[int, Verb]]],
        outcome: Outcome,
        by: date | None,
    ) -> list[Act]:
        words = Words(self._rng, asked, outcome)
        acts = []
        for at, (ago, verb) in planned:
            act = words.of(verb)
            if verb is Verb.PROMISE:
                act = replace(act, by=by or self._diary.days.add(at.date(), 3))
            elif verb in (Verb.WAIT, Verb.FOLLOW_UP):
                act = replace(act, by=by)
            if verb in (Verb.LOG, Verb.ANSWER_NOW):
                at += timedelta(seconds=self._rng.randint(60, 240))
            acts.append(replace(act, at=at))
        return acts
