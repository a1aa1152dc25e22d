"""The figures of co-design, in words for those who read them."""

from __future__ import annotations

from spoc_tui.casework.figures.figure import Figure, KindFigures, Unit

OPENED, EARLY = "codesign.opened", "codesign.early"
INVITED, ANSWERED, SMALL = "codesign.invited", "codesign.answered", "codesign.small"
CONCLUDED, CHANGED, UNVOICED = "codesign.concluded", "codesign.changed", "codesign.no_voices"
TOLD = "codesign.told"
EVENTS, ATTENDED = "codesign.events", "codesign.attended"
BRIEFINGS, PEOPLE, BRIEFED = "codesign.briefings", "codesign.briefed_people", "codesign.briefed"
BRIEFED_MONTHS = 12
_ONCE = "One that was merged with another is one"

_FIGURES = (
    Figure(
        OPENED, "Plans opened", Unit.COUNT, "Plans whose first day for answers is in the period."
    ),
    Figure(
        EARLY,
        "Invited before drafting",
        Unit.SHARE,
        "Of those, the plans to which somebody of the sector was invited before a draft was "
        "written, by the end of the period.",
    ),
    Figure(
        INVITED,
        "Invited",
        Unit.COUNT,
        f"Those of the sector who were invited in the period, on each plan once. {_ONCE}.",
    ),
    Figure(
        ANSWERED,
        "Answered",
        Unit.COUNT,
        f"Those of the sector who answered in the period, late or not, on each plan once. {_ONCE}.",
    ),
    Figure(
        SMALL,
        "Micro and small among them",
        Unit.SHARE,
        "Of the organisations that answered and whose size is known, the micro and small ones.",
    ),
    Figure(
        CONCLUDED,
        "Plans concluded",
        Unit.COUNT,
        "Plans of which it was said in the period what changed.",
    ),
    Figure(
        CHANGED,
        "Changed by what was said",
        Unit.SHARE,
        "Of those, the plans in which something changed. One without a voice never counts as "
        "changed.",
    ),
    Figure(
        UNVOICED,
        "Concluded with no voices",
        Unit.COUNT,
        "Plans that were concluded in the period, and of which nobody who was invited had said "
        "anything by its end.",
    ),
    Figure(
        TOLD,
        "Told in time",
        Unit.SHARE,
        "Of those who were told in the period what changed, those who were by the day that the "
        "plan has for it.",
    ),
    Figure(
        EVENTS,
        "Events",
        Unit.COUNT,
        "Events of the sector on a day of the period to which the council was asked.",
    ),
    Figure(ATTENDED, "Attended", Unit.SHARE, "Of those, the ones at which the council was."),
    Figure(
        BRIEFINGS,
        "Briefings",
        Unit.COUNT,
        "Briefings of directorates and partners in the period.",
    ),
    Figure(
        PEOPLE,
        "People briefed",
        Unit.COUNT,
        "How many heard those, as far as that is known; who heard two is counted twice.",
    ),
    Figure(
        BRIEFED,
        f"Briefed in {BRIEFED_MONTHS} months",
        Unit.SHARE,
        f"Of the directorates that there are now, those that had a briefing in the "
        f"{BRIEFED_MONTHS} months before the end; partners are not counted.",
    ),
)
FIGURES = KindFigures(
    "codesign",
    "Co-design",
    _FIGURES,
    counted=tuple(one.code for one in _FIGURES),
    kinds={
        **{
            one.code: "invitation"
            for one in _FIGURES
            if one.code not in (EVENTS, ATTENDED, BRIEFINGS, PEOPLE, BRIEFED)
        },
        **dict.fromkeys((EVENTS, ATTENDED), "event"),
        **dict.fromkeys((BRIEFINGS, PEOPLE, BRIEFED), "briefing"),
    },
    quiet=True,
)
