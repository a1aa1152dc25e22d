"""Fills a story in: when each act was, and in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from spoc_tui.casework.council.starting_set import TOPICS
from spoc_tui.casework.dates.when import DayAndTime
from spoc_tui.casework.desk.desk import Band
from spoc_tui.casework.enquiries.enquiry import Outcome, Urgency
from spoc_tui.casework.records.channel import Channel
from spoc_tui.demo import stories
from spoc_tui.demo.asking import PRESSING, AskedQuestion, Asker, QuestionNeeded
from spoc_tui.demo.diary import Diary
from spoc_tui.demo.neighbourhood import Neighbourhood
from spoc_tui.demo.stories import Story, StoryAct, StoryVerb

_USUAL_TEAM = {topic.code: topic.team for topic in TOPICS}
_PROMPT_DAYS = 2
_AT_ONCE = (StoryVerb.LOG, StoryVerb.ANSWER_NOW)

Steps = Sequence[tuple[int, StoryVerb]]
"""Acts in their order, each with its day in working days before today."""


class StoryPlayer:
    """Tells the stories of one demo."""

    def __init__(self, rng: Random, diary: Diary, people: Neighbourhood) -> None:
        self._rng = rng
        self._diary = diary
        self._people = people
        self._asker = Asker(rng, people)
        self._contacts: dict[int, list[int]] = defaultdict(list)
        for number, contact in enumerate(people.contacts):
            self._contacts[contact.organisation].append(number)

    def tell(
        self,
        steps: Steps,
        channel: Channel,
        *,
        outcome: Outcome = Outcome.RESOLVED,
        urgency: Urgency | None = None,
        topic: str = "",
        by: DayAndTime | None = None,
        band: Band | None = None,
    ) -> Story:
        """A story of these acts. `by` is what a wait, a follow-up or a promise names."""
        rng = self._rng
        moments = self._diary.moments(rng, [ago for ago, _ in steps])
        closed = steps[-1][1] in (StoryVerb.CLOSE, StoryVerb.ANSWER_NOW)
        last = steps[-1][0] if closed else 0
        wanted = QuestionNeeded(
            outcome,
            urgency,
            topic,
            prompt=steps[0][0] - last <= _PROMPT_DAYS,
            at_once=steps[0][1] is StoryVerb.ANSWER_NOW,
        )
        caller, asked = self._asker.ask(moments[0].date(), wanted)
        contact = self._somebody_at(caller)
        words = _Words(rng, asked, outcome, self._name_of(contact))
        acts = [
            self._act(words, verb, at, by) for at, (_, verb) in zip(moments, steps, strict=True)
        ]
        return Story(
            subject=asked.subject,
            detail=asked.detail(rng),
            topic=asked.question.topic,
            received_at=moments[0].astimezone(UTC),
            channel=channel,
            urgency=urgency or self._urgency(asked),
            organisation=caller,
            contact=contact,
            caller=rng.choice(stories.CALLERS) if caller is None else "",
            phone=self._phone(caller, contact, channel),
            acts=tuple(acts),
            band=band,
        )

    def _act(self, words: _Words, verb: StoryVerb, at: datetime, by: DayAndTime | None) -> StoryAct:
        if verb in _AT_ONCE:
            at += timedelta(seconds=self._rng.randint(60, 240))
        if verb is StoryVerb.PROMISE and by is None:
            by = DayAndTime(self._diary.days.add(at.date(), 3))
        named = by if verb in (StoryVerb.PROMISE, StoryVerb.WAIT, StoryVerb.FOLLOW_UP) else None
        return replace(words.of(verb, at.astimezone(UTC)), by=named)

    def _urgency(self, asked: AskedQuestion) -> Urgency:
        chance = self._rng.random()
        if chance < 0.08:
            return Urgency.SOON
        if chance < 0.14 and asked.question.topic in PRESSING:
            return Urgency.URGENT
        return asked.question.urgency

    def _somebody_at(self, caller: int | None) -> int | None:
        known = self._contacts[caller] if caller is not None else []
        return self._rng.choice(known) if known and self._rng.random() < 0.85 else None

    def _name_of(self, contact: int | None) -> str:
        return self._people.contacts[contact].name if contact is not None else ""

    def _phone(self, caller: int | None, contact: int | None, channel: Channel) -> str:
        known = ""
        if contact is not None:
            known = self._people.contacts[contact].phone
        elif caller is not None:
            known = self._people.organisations[caller].phone
        if known or channel is not Channel.PHONE:
            return known
        return self._rng.choice(self._people.spare_phones)


class _Words:
    """The words of one story's acts, and the teams it goes to, in turn."""

    def __init__(self, rng: Random, asked: AskedQuestion, outcome: Outcome, whom: str) -> None:
        self._rng = rng
        self._asked = asked
        self._outcome = outcome
        self._whom = whom
        self._onward = iter(asked.question.pass_on)
        self._next_team = _USUAL_TEAM[asked.question.topic]
        self._answered = False

    def of(self, verb: StoryVerb, at: datetime) -> StoryAct:
        """The act in words."""
        act = StoryAct(at, verb)
        rng, question = self._rng, self._asked.question
        match verb:
            case StoryVerb.ROUTE:
                return replace(act, team=self._next_team)
            case StoryVerb.PASS_ON:
                team, reason = next(self._onward)
                return replace(act, team=team, text=_sentence(reason))
            case StoryVerb.SENT_BACK:
                self._next_team, reason = next(self._onward)
                return replace(act, text=f"Not theirs: {reason}")
            case StoryVerb.ANSWER | StoryVerb.ANSWER_NOW:
                return replace(act, text=self._answer())
            case StoryVerb.TOLD:
                return replace(act, text=self._whom)
            case StoryVerb.WAIT:
                return replace(act, text=question.needs)
            case StoryVerb.CLOSE:
                return replace(act, outcome=self._outcome, text=self._why_closed())
            case _ if verb in stories.ACT_WORDS:
                return replace(act, text=rng.choice(stories.ACT_WORDS[verb]))
            case _:
                return act

    def _answer(self) -> str:
        if self._answered:
            return self._rng.choice(stories.SECOND_ANSWERS)
        self._answered = True
        return self._asked.answer(self._rng, self._outcome)

    def _why_closed(self) -> str:
        reasons = stories.CLOSING_REASONS.get(self._outcome)
        return self._rng.choice(reasons) if reasons else ""


def _sentence(reason: str) -> str:
    return reason[0].upper() + reason[1:]
