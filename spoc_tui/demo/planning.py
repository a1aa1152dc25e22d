"""The whole demo as a plan: pure, and the same for the same day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from spoc_tui.casework.dates.when import DayAndTime
from spoc_tui.casework.enquiries.enquiry import Outcome
from spoc_tui.casework.records.channel import Channel
from spoc_tui.demo.desk_stories import Recipe, recipes
from spoc_tui.demo.diary import Diary
from spoc_tui.demo.neighbourhood import Neighbourhood, neighbourhood
from spoc_tui.demo.stories import CLOSED, Shape, Story, StoryVerb
from spoc_tui.demo.telling import StoryPlayer

ENQUIRIES = (335, 375)
"""About thirty a week."""
_CHANNELS = {
    Channel.PHONE: 58,
    Channel.EMAIL: 24,
    Channel.MEETING: 5,
    Channel.WALK_IN: 5,
    Channel.EVENT: 3,
    Channel.LETTER: 3,
    Channel.SOCIAL: 2,
}
_BY_WEEKDAY = (1.3, 1.1, 1.0, 1.0, 0.8)
_PARTLY = 0.1
"""How often what could be answered was answered in part."""


@dataclass(frozen=True)
class PlannedDraft:
    """A call that was half typed."""

    started_at: datetime
    organisation: int | None
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Plan:
    """Everything that the demo of one day holds."""

    diary: Diary
    people: Neighbourhood
    stories: tuple[Story, ...]
    drafts: tuple[PlannedDraft, ...]


def plan(today: date) -> Plan:
    """The plan for a day. Same day, same plan."""
    rng = Random(f"the demo of {today.isoformat()}")
    diary, people = Diary(today), neighbourhood()
    player = StoryPlayer(rng, diary, people)
    told = [
        _open_story(player, diary, recipe)
        for recipe in recipes(rng, working=diary.is_working_today)
    ]
    # The first day is for the lists; what is recent is open more often than not.
    days = range(diary.length - 1, 0, -1)
    weights = [_BY_WEEKDAY[diary.ago(n).weekday()] * min(1.0, 0.3 + n / 14) for n in days]
    for ago in rng.choices(days, weights, k=rng.randint(*ENQUIRIES) - len(told)):
        told.append(_closed_story(rng, player, ago))
    told.sort(key=lambda story: story.received_at)
    return Plan(diary, people, tuple(told), _drafts(diary, people))


def _open_story(player: StoryPlayer, diary: Diary, recipe: Recipe) -> Story:
    return player.tell(
        recipe.steps,
        recipe.channel,
        urgency=recipe.urgency,
        topic=recipe.topic,
        by=None if recipe.by is None else DayAndTime(diary.ago(recipe.by), recipe.at),
        band=recipe.band,
    )


def _closed_story(rng: Random, player: StoryPlayer, ago: int) -> Story:
    """A story that began so many working days before today and was closed before it."""
    shapes = [shape for shape in CLOSED if shape.days[0] < ago]
    shape = rng.choices(shapes, [shape.weight for shape in shapes])[0]
    channel = rng.choices(list(_CHANNELS), list(_CHANNELS.values()))[0]
    verbs = shape.verbs
    if verbs[0] is StoryVerb.ANSWER_NOW and not channel.acknowledged_by_being_logged:
        channel = Channel.PHONE
    if not channel.acknowledged_by_being_logged:
        verbs = (verbs[0], StoryVerb.ACKNOWLEDGE, *verbs[1:])
    took = rng.randint(shape.days[0], min(shape.days[1], ago - 1))
    agos = [ago - offset for offset in _offsets(rng, verbs, took)]
    outcome = shape.outcome or (Outcome.PARTLY if _may_be_partly(rng, shape) else Outcome.RESOLVED)
    return player.tell(list(zip(agos, verbs, strict=True)), channel, outcome=outcome)


def _may_be_partly(rng: Random, shape: Shape) -> bool:
    return (
        StoryVerb.REOPEN not in shape.verbs
        and StoryVerb.ANSWER in shape.verbs
        and rng.random() < _PARTLY
    )


def _offsets(rng: Random, verbs: tuple[StoryVerb, ...], took: int) -> list[int]:
    """On which working day after the first each act was: told and closed on the last."""
    middle = sorted(rng.randint(0, took) for _ in verbs[1:-1])
    offsets = [0, *middle, took][: len(verbs)]
    for n, verb in enumerate(verbs):
        if verb is StoryVerb.ACKNOWLEDGE:
            offsets[n] = min(offsets[n], 1)
        elif n == 1 and verb is StoryVerb.ROUTE and rng.random() < 0.7:
            offsets[n] = 0
        elif verb is StoryVerb.TOLD and verbs[n + 1 :] == (StoryVerb.CLOSE,):
            offsets[n] = took
    return offsets


def _drafts(diary: Diary, people: Neighbourhood) -> tuple[PlannedDraft, ...]:
    """Two calls that broke off on the last afternoon, in the fields of the call form."""
    untouched = {"channel": "phone", "channel key": "phone"}
    untouched |= {"urgency": "normal", "urgency key": "normal"}
    return (
        PlannedDraft(
            diary.at(1, 15, 42),
            min(people.regulars),
            {
                **untouched,
                "subject": "Storage for the summer",
                "detail": "Two gazebos and a freezer. Will ring back with",
            },
        ),
        PlannedDraft(
            diary.at(1, 16, 51),
            None,
            {
                **untouched,
                "caller": "someone from the swimming club",
                "phone": people.spare_phones[0],
            },
        ),
    )
