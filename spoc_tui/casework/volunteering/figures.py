"""The figures of volunteering, in words for those who read them."""

from __future__ import annotations

from spoc_tui.casework.council.starting_themes import OF_BARRIERS
from spoc_tui.casework.figures.figure import Figure, KindFigures, Unit

ROLES, PLACES = "vol.roles", "vol.places"
APPLIED, STARTED, GAVE_UP, WHY = "vol.applied", "vol.started", "vol.gave_up", "vol.gave_up_said"
SIGNUP_DAYS, CHECK_DAYS = "vol.signup_days", "vol.check_days"
TRAINING, TAKEN = "vol.training_places", "vol.training_taken"
BARRIERS = "vol.barriers"
STAFF_HOURS, STAFF = "vol.staff_hours", "vol.staff"
ASKED, MATCHED = "vol.mentors_asked", "vol.mentors_found"
_SAMPLE = "They are the sign-ups that are on record: a sample, and of nobody who is named"

_FIGURES = (
    Figure(
        ROLES,
        "Roles open",
        Unit.COUNT,
        "Roles for volunteers that were open at the end, and whose last day had not passed.",
    ),
    Figure(
        PLACES,
        "Places in them",
        Unit.COUNT,
        "How many volunteers those roles want, as far as that is known.",
    ),
    Figure(
        APPLIED,
        "Sign-ups begun",
        Unit.COUNT,
        f"Sign-ups that were applied for in the period. {_SAMPLE}.",
    ),
    Figure(STARTED, "Started", Unit.COUNT, "Sign-ups that ended in the period with a start."),
    Figure(
        SIGNUP_DAYS,
        "Applied to started, median",
        Unit.CALENDAR,
        "Of those, half took no more days from the application to the start. Weekends count.",
    ),
    Figure(
        CHECK_DAYS,
        "Of it the check, median",
        Unit.CALENDAR,
        "Of those of them whose check was sent and came back on days that are known, half took no "
        "more days in between. Weekends count.",
    ),
    Figure(
        GAVE_UP, "Gave up", Unit.COUNT, "Sign-ups that were given up in the period, also by theme."
    ),
    Figure(
        WHY,
        "Of these with a reason",
        Unit.SHARE,
        "Of those, the ones of which it is said by a theme what stood in the way.",
    ),
    Figure(
        BARRIERS,
        "Organisations with a barrier",
        Unit.COUNT,
        "Organisations that said in the period what keeps people from volunteering, each once: "
        "whose sign-up was given up for a theme, or whose enquiry carries a theme of the report’s "
        f"“{OF_BARRIERS}”. By theme it is in each that it named. One that was merged is one.",
    ),
    Figure(
        TRAINING,
        "Training places",
        Unit.COUNT,
        "Places for the sector in courses on a day of the period that were not cancelled, as far "
        "as they are known.",
    ),
    Figure(
        TAKEN,
        "Taken",
        Unit.SHARE,
        "Of those, the places that were taken, of courses of which that is known.",
    ),
    Figure(
        STAFF_HOURS,
        "Hours of staff",
        Unit.COUNT,
        "Hours that staff of the council volunteered, also by directorate, by the last day of what "
        "was said: each entry in whole hours, rounded.",
    ),
    Figure(
        STAFF,
        "Staff who volunteered",
        Unit.COUNT,
        "How many people those hours were of, as far as that is known; who is in two entries is "
        "counted twice.",
    ),
    Figure(
        ASKED, "Asked for a mentor", Unit.COUNT, "Organisations that asked for one in the period."
    ),
    Figure(
        MATCHED,
        "Mentors found",
        Unit.COUNT,
        "Organisations for which a mentor was found in the period.",
    ),
)
FIGURES = KindFigures(
    "vol",
    "Volunteering",
    _FIGURES,
    counted=tuple(one.code for one in _FIGURES),
    kinds={
        **dict.fromkeys((ROLES, PLACES), "role"),
        **dict.fromkeys((APPLIED, STARTED, SIGNUP_DAYS, CHECK_DAYS, GAVE_UP, WHY), "signup"),
        **dict.fromkeys((TRAINING, TAKEN), "course"),
        BARRIERS: "organisation",
        **dict.fromkeys((STAFF_HOURS, STAFF), "stafftime"),
        **dict.fromkeys((ASKED, MATCHED), "mentoring"),
    },
    by={GAVE_UP: "theme", BARRIERS: "theme", STAFF_HOURS: "directorate"},
    quiet=True,
)
