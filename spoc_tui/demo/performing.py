"""Carries a plan out through the Store's own verbs, with a clock that is moved along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import DayAndTime, london_date
from spoc_tui.casework.enquiries.enquiry import NewEnquiry
from spoc_tui.demo.lists import lists_of
from spoc_tui.demo.planning import Plan, PlannedDraft
from spoc_tui.demo.rook_lane import add_rook_lane
from spoc_tui.demo.stories import Story, StoryAct, StoryVerb
from spoc_tui.demo.survey import answers
from spoc_tui.demo.telling_kinds import told_of_kinds

if TYPE_CHECKING:
    from db.store import Store


FIRST_MEETING = 32
"""So many working days ago the network was met first: the next is due a few days before today."""


class MovedClock:
    """A clock that stands where it is put."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


def perform(store: Store, clock: MovedClock, plan: Plan) -> None:
    """Does everything in the plan, in the order in which it happened."""
    performer = _Performer(store, clock, plan)
    performer.set_up()
    acts: list[tuple[datetime, Callable[[], object]]] = [
        (act.at, partial(performer.do, story, act)) for story in plan.stories for act in story.acts
    ]
    for at, act in told_of_kinds(plan.diary, sorted(plan.people.regulars)):
        acts.append((at, partial(act, store, performer.organisations)))
    acts.append((plan.diary.at(FIRST_MEETING, 16, 30), performer.meet))
    acts.append((plan.diary.at(1, 16, 58), performer.add_rook_lane))
    for at, do in sorted(acts, key=lambda found: found[0]):
        clock.at = at.astimezone(UTC)
        do()
    for draft in plan.drafts:
        performer.leave(draft)


class _Performer:
    def __init__(self, store: Store, clock: MovedClock, plan: Plan) -> None:
        self._store = store
        self._clock = clock
        self._plan = plan
        self._teams = {team.name: team.uid for team in store.council.teams()}
        self._topics = {topic.code: topic.uid for topic in store.council.topics()}
        self.organisations: list[str] = []
        self._contacts: list[str] = []
        self._references: dict[int, str] = {}
        self._network = ""

    def set_up(self) -> None:
        """The first day: the lists, the wards, the old address book and a survey."""
        store, people = self._store, self._plan.people
        first = self._plan.diary.at(self._plan.diary.length, 9, 5).astimezone(UTC)
        for n, (source, rows) in enumerate(lists_of(people.organisations).items()):
            self._clock.at = first + timedelta(minutes=25 * n)
            store.lists.import_list(rows, source=source)
        found = {(o.name, o.postcode): o.uid for o in store.organisations.page(0, 10_000)}
        self.organisations = [found[o.name, o.postcode] for o in people.organisations]
        self._clock.at = first + timedelta(hours=2)
        with store.action("Set the wards by postcode"):
            for uid, planned in zip(self.organisations, people.organisations, strict=True):
                store.update("organisation", uid, {"ward": planned.place.ward})
        self._clock.at = first + timedelta(hours=5)
        with store.action(f"Copied {len(people.contacts)} people from the old address book"):
            self._contacts = [
                store.organisations.add_contact(
                    self.organisations[contact.organisation],
                    contact.name,
                    role=contact.role,
                    phone=contact.phone,
                    email=contact.email,
                ).uid
                for contact in people.contacts
            ]
        self._clock.at = first + timedelta(hours=6)
        asked = sorted({contact.organisation for contact in people.contacts})[::2]
        self._network = (
            store.declared("group")
            .add(
                {
                    "name": "VCS Leaders' Network",
                    "form": "check-in",
                    "rule": "6 weeks",
                    "starts": self._plan.diary.ago(FIRST_MEETING).isoformat(),
                    "notes": "Room 2",
                }
            )
            .record.uid
        )
        with store.action(f"Typed in the survey: {len(asked)} answers"):
            day = london_date(self._clock.at).isoformat()
            for n in asked:
                said = answers(Random(f"answer {n}"), day)
                store.organisations.edit(self.organisations[n], said)

    def do(self, story: Story, act: StoryAct) -> None:
        """One act on the enquiry of a story."""
        if act.verb in (StoryVerb.LOG, StoryVerb.ANSWER_NOW):
            answered = act.text if act.verb is StoryVerb.ANSWER_NOW else None
            case = self._store.enquiries.log(self._new(story), answered=answered)
            self._references[id(story)] = case.enquiry.uid
            return
        _DO[act.verb](self._store, self._references[id(story)], act, self._teams.get(act.team, ""))

    def meet(self) -> None:
        """The network, for the first time."""
        notes = {"notes": "They want to hear of the halls."}
        self._store.declared("group").act(self._network, "hold", notes)

    def add_rook_lane(self) -> None:
        """The organisation that the guide's examples name, with what it asked."""
        add_rook_lane(self._store, said_too=self.organisations[min(self._plan.people.regulars)])

    def leave(self, draft: PlannedDraft) -> None:
        """A call that broke off: its caller is picked, if it is a known one."""
        fields = dict(draft.fields)
        if draft.organisation is not None:
            fields["caller"] = self._plan.people.organisations[draft.organisation].name
            fields["caller key"] = self.organisations[draft.organisation]
        self._clock.at = draft.started_at.astimezone(UTC)
        self._store.drafts.save(fields, started_at=self._clock.at, uid=None)

    def _new(self, story: Story) -> NewEnquiry:
        organisation, contact = story.organisation, story.contact
        return NewEnquiry(
            subject=story.subject,
            received_at=story.received_at,
            channel=story.channel,
            urgency=story.urgency,
            detail=story.detail,
            organisation_uid=None if organisation is None else self.organisations[organisation],
            contact_uid=None if contact is None else self._contacts[contact],
            caller=story.caller,
            phone=story.phone,
            topic_uid=self._topics[story.topic],
        )


def _by(act: StoryAct) -> DayAndTime:
    assert act.by is not None
    return act.by


_DO: dict[StoryVerb, Callable[[Store, str, StoryAct, str], object]] = {
    StoryVerb.ACKNOWLEDGE: lambda s, ref, act, team: s.enquiries.acknowledge(ref),
    StoryVerb.ROUTE: lambda s, ref, act, team: s.routings.route(ref, team),
    StoryVerb.PASS_ON: lambda s, ref, act, team: s.routings.route(ref, team, reason=act.text),
    StoryVerb.TEAM_ACKNOWLEDGED: lambda s, ref, act, team: s.routings.acknowledged(ref),
    StoryVerb.SENT_BACK: lambda s, ref, act, team: s.routings.sent_back(ref, act.text),
    StoryVerb.CHASE: lambda s, ref, act, team: s.routings.chase(ref),
    StoryVerb.NOTE: lambda s, ref, act, team: s.enquiries.note(ref, act.text),
    StoryVerb.ANSWER: lambda s, ref, act, team: s.enquiries.answer(ref, act.text),
    StoryVerb.TOLD: lambda s, ref, act, team: s.enquiries.told(ref, whom=act.text),
    StoryVerb.WAIT: lambda s, ref, act, team: s.enquiries.wait(
        ref, act.text, until=act.by.day if act.by else None
    ),
    StoryVerb.RESUME: lambda s, ref, act, team: s.enquiries.resume(ref, act.text),
    StoryVerb.PROMISE: lambda s, ref, act, team: s.promises.make(ref, act.text, *_by(act)),
    StoryVerb.KEEP: lambda s, ref, act, team: s.promises.keep(ref),
    StoryVerb.WITHDRAW: lambda s, ref, act, team: s.promises.withdraw(ref, None, act.text),
    StoryVerb.FOLLOW_UP: lambda s, ref, act, team: s.enquiries.edit(
        ref, {"follow_up": _by(act).typed}
    ),
    StoryVerb.CLOSE: lambda s, ref, act, team: s.enquiries.close(
        ref, outcome=act.outcome, reason=act.text
    ),
    StoryVerb.REOPEN: lambda s, ref, act, team: s.enquiries.reopen(ref, act.text),
}
