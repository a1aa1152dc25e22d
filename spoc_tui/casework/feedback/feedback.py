"""The feedback loop: what the sector said, what is done about it, and who has been told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import Event
from spoc_tui.casework.records.kinds import FEEDBACK
from spoc_tui.casework.records.promise import Promise
from spoc_tui.casework.records.side import Side
from spoc_tui.casework.records.worded import Worded
from spoc_tui.casework.text import compared, names_in_short

if TYPE_CHECKING:
    from spoc_tui.casework.records.link import DescribedLink


class FeedbackStatus(Worded):
    """Where a feedback action stands, in the order in which it goes; *cannot* in place of *done*
    where it is not to be done.
    """

    HEARD = "heard"
    AGREED = "agreed"
    IN_PROGRESS = "in-progress"
    CANNOT = "cannot"
    DONE = "done"
    TOLD = "told"
    CLOSED = "closed"

    @property
    def words(self) -> str:
        return {"in-progress": "in progress", "cannot": "cannot be done", "told": "all told"}.get(
            self.value, self.value
        )


class HeardIn(NamedTuple):
    """A record in which feedback was heard: the code of its kind, its uid and reference."""

    kind: str
    uid: str
    reference: str


@dataclass(frozen=True)
class Voice:
    """Somebody's words, and whether they have been told what came of this action."""

    uid: str
    said: str
    said_on: date
    organisation_uid: str | None = None
    """What their organisation is read as: the survivor, where it was merged."""
    organisation: str = ""
    named: str = ""
    """The organisation's own name, where it was merged into another."""
    contact_uid: str | None = None
    contact: str = ""
    speaker: str = ""
    """Who it is in the officer's words, where no organisation is on record."""
    may_be_named: bool = False
    """Whether the organisation agreed to be named in what the council publishes."""
    telling_uid: str = ""
    told_at: datetime | None = None
    channel: Channel | None = None
    bulletin: str = ""
    """The reference of the bulletin that reached them."""
    excused: str = ""
    """Why they are not to be told."""

    @property
    def is_waiting(self) -> bool:
        return self.told_at is None and not self.excused

    @property
    def who(self) -> str:
        whose = self.organisation or self.speaker
        return f"{self.contact}, {whose}" if self.contact else whose

    @property
    def key(self) -> tuple[str, str]:
        """The value that two voices of one speaker share."""
        if self.organisation_uid is not None:
            return self.organisation_uid, self.contact_uid or ""
        return "", compared(self.speaker)


@dataclass(frozen=True)
class Speaker:
    """Somebody who said it: one voice, or those of organisations that were merged since."""

    voices: tuple[Voice, ...]

    @property
    def who(self) -> str:
        return self.voices[0].who

    @property
    def names(self) -> tuple[str, ...]:
        """All they go by, the present name first."""
        old = (voice.named for voice in self.voices)
        return tuple(dict.fromkeys(filter(None, (self.who, *old))))

    @property
    def called(self) -> str:
        """“Strood Scouts (also as 1st Strood Scouts)”."""
        first, *others = self.names
        return f"{first} (also as {', '.join(others)})" if others else first

    @property
    def is_waiting(self) -> bool:
        return any(voice.is_waiting for voice in self.voices)

    @property
    def since(self) -> date:
        """The day they first said it; while they wait, the first of what they wait to hear of."""
        waiting = [voice for voice in self.voices if voice.is_waiting]
        return min(voice.said_on for voice in waiting or self.voices)


@dataclass(frozen=True)
class Feedback:
    """One feedback action as it stands now. Moments are aware, in UTC."""

    uid: str
    reference: str
    status: FeedbackStatus
    heard_at: datetime
    voices: tuple[Voice, ...]
    """Who said it, the earliest first; at least one."""
    action: str = ""
    """What is to be done; blank while that is not agreed."""
    side: Side = Side.COUNCIL
    theme_uid: str | None = None
    theme: str | None = None
    directorate_uid: str | None = None
    directorate: str | None = None
    team_uid: str | None = None
    team: str | None = None
    owner_uid: str | None = None
    """The organisation that owes it."""
    owner_organisation: str | None = None
    owner_typed: str = ""
    """Who owes it in the officer's words: a consortium, a network."""
    due: date | None = None
    tell_how: str = ""
    """How it will be told, and to whom."""
    heard_from: str = ""
    """Where it was said: “VCS Leaders' Network, 12 March”, “survey 2019”."""
    paragraph: str = ""
    """Of the report, where it comes from there."""
    heard_in: HeardIn | None = None
    """The record in which it was heard."""
    agreed_at: datetime | None = None
    begun_at: datetime | None = None
    cannot_at: datetime | None = None
    because: str = ""
    done_at: datetime | None = None
    done_text: str = ""
    closed_at: datetime | None = None

    def other_links(self, links: Sequence[DescribedLink]) -> list[DescribedLink]:
        """Its links that do not say where it was heard."""
        heard_in = self.heard_in.uid if self.heard_in else ""
        return [
            one
            for one in links
            if one.uid != heard_in or not one.is_from_this_record or one.link.says != "came-of"
        ]

    @property
    def heard_in_reference(self) -> str:
        """That of the record in which it was heard; blank: in none."""
        return self.heard_in.reference if self.heard_in else ""

    @property
    def said(self) -> str:
        """The words it began with."""
        return self.voices[0].said if self.voices else ""

    @property
    def subject(self) -> str:
        """Its name in a list: what is to be done, or what was said."""
        return self.action or f"“{self.said}”"

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Who said it, each once."""
        groups: dict[tuple[str, str], list[Voice]] = {}
        for voice in self.voices:
            groups.setdefault(voice.key, []).append(voice)
        return tuple(Speaker(tuple(group)) for group in groups.values())

    @property
    def waiting(self) -> tuple[Speaker, ...]:
        """The speakers who have not been told yet, the longest waiting first."""
        return tuple(
            sorted((one for one in self.speakers if one.is_waiting), key=lambda one: one.since)
        )

    @property
    def who(self) -> str:
        """“Strood Scouts and 3 others”."""
        return names_in_short([one.who for one in self.speakers])

    @property
    def organisations(self) -> str:
        """The same, of the organisations alone; blank where nobody is of one."""
        names = dict.fromkeys(v.organisation for v in self.voices if v.organisation_uid)
        return names_in_short(names) if names else ""

    @property
    def organisation_uid(self) -> str | None:
        return next((v.organisation_uid for v in self.voices if v.organisation_uid), None)

    @property
    def organisation(self) -> str | None:
        return next((v.organisation for v in self.voices if v.organisation_uid), None)

    @property
    def owner(self) -> str:
        """Who owes it: the team with its directorate, an organisation, or as it was typed."""
        if self.team:
            # “Property, Property and Assets” would say it twice.
            said = not self.directorate or self.team.startswith(self.directorate)
            return self.team if said else f"{self.directorate}, {self.team}"
        return self.directorate or self.owner_organisation or self.owner_typed

    @property
    def owed_by(self) -> str:
        """Who owes it, or at least which side."""
        return self.owner or f"the {self.side.words}"

    @property
    def owed_by_side(self) -> str:
        """Who owes it, with the side: “Housing (council)”, “the council”."""
        return f"{self.owner} ({self.side.words})" if self.owner else self.owed_by

    @property
    def is_open(self) -> bool:
        return self.status is not FeedbackStatus.CLOSED

    @property
    def is_settled(self) -> bool:
        """Whether it is done, or said not to be: there is something to tell."""
        return self.done_at is not None or self.cannot_at is not None

    @property
    def is_owed(self) -> bool:
        """Whether something is still to be done."""
        return self.is_open and not self.is_settled

    @property
    def settled_on(self) -> date | None:
        at = self.done_at or self.cannot_at
        return london_date(at) if at else None

    def is_late(self, today: date) -> bool:
        return self.is_owed and self.due is not None and self.due < today

    def of(self, organisation_uid: str) -> tuple[Voice, ...]:
        """The voices of an organisation, the earliest first."""
        return tuple(one for one in self.voices if one.organisation_uid == organisation_uid)

    def is_to_tell(self, organisation_uid: str) -> bool:
        """Whether there is something to tell an organisation, and it has not been told."""
        its = self.of(organisation_uid)
        return self.is_open and self.is_settled and any(voice.is_waiting for voice in its)

    def stands_with(self, organisation_uid: str, today: date) -> str:
        """Where it stands, as an organisation is concerned: “agreed, by Wed 1 Apr, late”, “done;
        tell them”.
        """
        if self.is_settled:
            its = self.of(organisation_uid)
            if self.is_to_tell(organisation_uid):
                return f"{self._ended}; tell them"
            told = [voice.told_at for voice in its if voice.told_at]
            on = f"; told {show_day(london_date(max(told)), today)}" if told else ""
            return self._ended + on
        due = f", by {show_day(self.due, today)}" if self.due else ""
        late = ", late" if self.is_late(today) else ""
        theirs = "; they owe it" if self.owner_uid == organisation_uid else ""
        return f"{self.status.words}{due}{late}{theirs}"

    @property
    def _ended(self) -> str:
        """How it was settled, whoever has been told of it."""
        return FeedbackStatus.DONE.words if self.done_at else FeedbackStatus.CANNOT.words

    @property
    def kept(self) -> bool | None:
        """Whether it was done by its day; None where it had none, or is not done."""
        if self.due is None or self.done_at is None:
            return None
        return london_date(self.done_at) <= self.due


@dataclass(frozen=True)
class FeedbackCase:
    """A feedback action in full: what its page shows and `spoc feedback show` prints."""

    feedback: Feedback
    timeline: tuple[Event, ...]
    promises: tuple[Promise, ...]

    @property
    def kind_code(self) -> str:
        """The code of its kind."""
        return FEEDBACK.code

    @property
    def record(self) -> Feedback:
        """What it is a case of."""
        return self.feedback

    @property
    def open_promises(self) -> tuple[Promise, ...]:
        return tuple(promise for promise in self.promises if promise.is_open)
