"""Where invitations, events and briefings stand; how a plan is made, and what became of a voice."""

from __future__ import annotations

from spoc_tui.casework.records.worded import Worded


class Step(Worded):
    """Where an invitation to a plan stands."""

    HEARD_OF = "heard-of"
    INVITED = "invited"
    OPEN = "open"
    HEARD = "heard"
    CONCLUDED = "concluded"
    TOLD = "told"
    DROPPED = "dropped"


class Stage(Worded):
    """How far a plan is written."""

    BEFORE = "before-drafting"
    DRAFT = "draft"
    FINAL = "final"


class Manner(Worded):
    """How those whom a plan is about have a part in it."""

    INFORMED = "informed"
    CONSULTED = "consulted"
    CO_DESIGNED = "co-designed"

    @property
    def words(self) -> str:
        return self.value


class Role(Worded):
    """What those are who are invited."""

    SECTOR = "sector"
    PARTNER = "partner"
    RESIDENTS = "residents"


class Effect(Worded):
    """What became of what somebody said."""

    CHANGED = "changed"
    PARTLY = "partly"
    NOT_CHANGED = "not-changed"


class EventStep(Worded):
    """Where an event stands, as far as the council has a part in it."""

    ASKED = "asked"
    GOING = "going"
    ATTENDED = "attended"
    NOBODY_WENT = "nobody-went"
    CLOSED = "closed"


class BriefingStep(Worded):
    """Whether a briefing is the last one of its directorate."""

    GIVEN = "given"
    FOLLOWED = "followed"
    CLOSED = "closed"
