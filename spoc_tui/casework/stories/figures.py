"""The figures of stories, in words for those who read them."""

from __future__ import annotations

from spoc_tui.casework.figures.figure import Figure, KindFigures, Unit

PUBLISHED, CUT, TOLD = "stories.published", "stories.cut", "stories.told"
DAYS, ORGANISATIONS, SMALL = "stories.days", "stories.organisations", "stories.small"
NO_WARD, NO_SIZE, NO_GROUP = "stories.wards_none", "stories.sizes_none", "stories.groups_none"
MONTHS = 12
_ONCE = "One that was merged with another is one"
_SINCE_ONE = "Counted once any story was out; the paper “Fair shares” names them"

_FIGURES = (
    Figure(PUBLISHED, "Published", Unit.COUNT, "Stories that were out in the period."),
    Figure(
        TOLD,
        "Told that it is out",
        Unit.SHARE,
        "Of those, the ones whose organisation knew by the end of the period.",
    ),
    Figure(
        CUT,
        "Cut",
        Unit.COUNT,
        "Stories that were closed in the period without being out.",
    ),
    Figure(
        DAYS,
        "From the idea until it is out",
        Unit.DAYS,
        "The median, in working days, of the stories that were out in the period and were put on "
        "record before.",
    ),
    Figure(
        ORGANISATIONS,
        f"Organisations in {MONTHS} months",
        Unit.COUNT,
        f"Organisations of which a story was out in the {MONTHS} months before the end, that day "
        f"with them. {_ONCE}.",
    ),
    Figure(
        SMALL,
        "Micro and small among them",
        Unit.SHARE,
        "Of those whose size is known, the micro and small ones.",
    ),
    Figure(
        NO_WARD,
        "Wards with no story",
        Unit.COUNT,
        f"Wards that are known now in which no story of those {MONTHS} months was: in those that "
        f"it names, else in those of its organisation. {_SINCE_ONE}.",
    ),
    Figure(
        NO_SIZE,
        "Size bands with no story",
        Unit.COUNT,
        "Of the five size bands, those of no organisation of which a story was out in those "
        f"{MONTHS} months. {_SINCE_ONE}.",
    ),
    Figure(
        NO_GROUP,
        "Equality groups with no story",
        Unit.COUNT,
        "Equality groups on record that no organisation of which a story was out in those "
        f"{MONTHS} months serves, as is known of it now. {_SINCE_ONE}.",
    ),
)
FIGURES = KindFigures(
    "stories",
    "Stories",
    _FIGURES,
    counted=tuple(one.code for one in _FIGURES),
    kinds=dict.fromkeys((one.code for one in _FIGURES), "story"),
    quiet=True,
)
