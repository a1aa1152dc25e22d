"""The figures of the survey, in words for those who read them: those of a period, and those of the
results of a round.
"""

from __future__ import annotations

from spoc_tui.casework.figures.figure import Figure, KindFigures, Unit
from spoc_tui.casework.survey.breakdown import FEW

RESPONSES, CODED = "survey.responses", "survey.coded"
CONCLUDED, TOLD = "survey.concluded", "survey.told"

_FIGURES = (
    Figure(
        RESPONSES,
        "Responses",
        Unit.COUNT,
        "Responses to rounds of the survey that were received on a day of the period. Blank ones, "
        "and those that were set aside, are not counted.",
    ),
    Figure(
        CODED,
        "Answers coded",
        Unit.COUNT,
        "Answers in words that were put under themes, or under none, in the period: each once, on "
        "the first day that is on record for it. Those of responses that were set aside are not "
        "counted.",
    ),
    Figure(
        CONCLUDED,
        "Rounds concluded",
        Unit.COUNT,
        "Rounds of which it was said in the period what came of them.",
    ),
    Figure(
        TOLD,
        "Rounds told",
        Unit.COUNT,
        "Rounds of which everybody who answered was told in the period what came of them.",
    ),
)
FIGURES = KindFigures(
    "survey",
    "Pulse survey",
    _FIGURES,
    counted=tuple(one.code for one in _FIGURES),
    kinds={
        RESPONSES: "response",
        CODED: "response",
        CONCLUDED: "round",
        TOLD: "round",
    },
    quiet=True,
)

_LATEST = (
    "Of several responses of an organisation the latest counts; one that is a second voice counts "
    "in words alone. Those that were set aside, and blank ones, count nowhere"
)
_RATED = "Only ratings on the question’s scale are counted"
OF_A_ROUND = (
    Figure(
        "pulse.n",
        "Answered",
        Unit.COUNT,
        "Organisations that answered, each once (one that was merged with another is one), and "
        f"each response without a name as one. {_LATEST}. Of a round that is known in words only, "
        "the number that is known.",
    ),
    Figure(
        "pulse.asked",
        "Asked by name",
        Unit.COUNT,
        "Organisations that were asked by name on the round and are not excused, each once.",
    ),
    Figure(
        "pulse.rate",
        "Of those asked, answered",
        Unit.SHARE,
        "Of those asked by name, the organisations that answered. Who answered without being asked "
        "by name, or without a name, is not in it.",
    ),
    Figure(
        "pulse.counts",
        "How it was rated",
        Unit.COUNT,
        f"How often each rating was given to a question as a whole. {_RATED}. By directorate: how "
        "often it was given of each; those ratings are not in that of the whole.",
    ),
    Figure(
        "pulse.median",
        "Median rating",
        Unit.RATING,
        "The rating in the middle when all are put in the order of the scale. Of an even number, "
        "where the two in the middle differ: both, “between ok and good”.",
    ),
    Figure(
        "pulse.net",
        "Net",
        Unit.SHARE,
        "Good and excellent less poor, of all who rated the question, from −100% to 100%; halves "
        "are rounded away from nought. On any other scale than poor, ok, good, excellent it is "
        "not worked out.",
    ),
    Figure(
        "pulse.themes",
        "Themes",
        Unit.SHARE,
        "Of the organisations (and responses without a name) that wrote something to a question, "
        "those whose words anybody put under the theme: each once, however often it says so and "
        "however many voices it has.",
    ),
    Figure(
        "pulse.agreement",
        "Coded alike",
        Unit.SHARE,
        "Of the answers that two people or more put under themes, those for which all chose the "
        "same themes.",
    ),
    Figure(
        "pulse.matched",
        "Answered both",
        Unit.COUNT,
        "Organisations that rated a question in both rounds; change is that of these alone, with "
        "all who rated it in either beside it. Who answered without a name is in neither. A "
        "question of other words or of another scale is not compared, and a round that is known "
        f"in words only is not counted. Where under {FEW} others rated it in a round, papers leave "
        "out the net of those in both: with that of all it would tell theirs.",
    ),
    Figure(
        "pulse.by_group",
        "By size and ward",
        Unit.COUNT,
        "Who answered, and who rated each question, by the size and the ward that the organisation "
        f"had when it answered. Counts of under {FEW} are hidden, and others where they would tell "
        "those; a group that is hidden among those who answered is hidden in each question. A "
        f"paper says nothing of how a question was rated, or of its themes, where under {FEW} "
        "rated it or wrote to it.",
    ),
)
"""The figures of the results of a round (results.py, beside.py)."""
OF_A_ROUND_TITLE = "The results of a round of the pulse survey"
