"""Where roles, sign-ups, courses, staff time and mentoring stand; which check a role needs."""

from __future__ import annotations

from spoc_tui.casework.records.worded import Worded


class Check(Worded):
    """Which check of the Disclosure and Barring Service a role needs."""

    NONE = "none"
    BASIC = "basic"
    STANDARD = "standard"
    ENHANCED = "enhanced"
    BARRED = "enhanced-barred"
    NOT_KNOWN = "not-known"

    @property
    def words(self) -> str:
        return {
            "none": "no check",
            "enhanced-barred": "enhanced, with barred list",
            "not-known": "not known",
        }.get(self.value, self.value)


class RoleStep(Worded):
    """Where a role stands."""

    OPEN = "open"
    FILLED = "filled"
    CLOSED = "closed"


class SignupStep(Worded):
    """How far somebody has come who wants to volunteer; who that is, is never said."""

    APPLIED = "applied"
    SENT = "check-sent"
    BACK = "check-back"
    TRAINED = "trained"
    STARTED = "started"
    GAVE_UP = "gave-up"
    CLOSED = "closed"


class CourseStep(Worded):
    """Where a course stands."""

    OFFERED = "offered"
    FULL = "full"
    HELD = "held"
    CANCELLED = "cancelled"


class StaffTimeStep(Worded):
    """Whether hours of a directorate are the last ones known."""

    KNOWN = "known"
    FOLLOWED = "followed"
    CLOSED = "closed"


class MentoringStep(Worded):
    """Where mentoring stands."""

    ASKED = "asked"
    MATCHED = "matched"
    MET = "met"
    ENDED = "ended"
    DROPPED = "dropped"
