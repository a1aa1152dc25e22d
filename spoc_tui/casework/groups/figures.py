"""The figures of groups that meet, in words for those who read them."""

from __future__ import annotations

from spoc_tui.casework.figures.figure import Figure, KindFigures, Unit
from spoc_tui.casework.groups.decision import KIND as DECISION
from spoc_tui.casework.groups.meeting import KIND as MEETING

HELD, DECIDED = "group.held", "group.decisions"
ATTENDANCE, CARRIED_OUT = "group.attendance", "group.carried_out"
OF_FEEDBACK = {
    "group.actions_opened": "feedback.heard",
    "group.actions_done": "feedback.done",
    "group.actions_late": "feedback.late",
}
"""Those of the actions that came of meetings and decisions, with the figure that counts all."""
_C = Unit.COUNT
_CAME_OF = "Of the feedback actions counted as “{}”, those that came of a meeting or a decision."

_FIGURES = (
    *(Figure(one.code, one.label, _C, one.help) for one in MEETING.figures),
    Figure(
        ATTENDANCE,
        "Members who came",
        Unit.SHARE,
        "At the meetings held in the period of which it was noted who came: members present, or "
        "for whom a deputy came, of those who were members on that day, each once a meeting. Who "
        "of them nothing was noted of did not come.",
    ),
    *(Figure(one.code, one.label, _C, one.help) for one in DECISION.figures),
    Figure("group.actions_opened", "Actions begun", _C, _CAME_OF.format("Heard")),
    Figure("group.actions_done", "Actions done", _C, _CAME_OF.format("Done")),
    Figure("group.actions_late", "Actions late at the end", _C, _CAME_OF.format("Late at the end")),
    Figure(
        CARRIED_OUT,
        "Decision to carried out, median",
        Unit.DAYS,
        "Of the decisions carried out in the period, the working days from the day of each until "
        "it was; half took no longer.",
    ),
)
FIGURES = KindFigures(
    "group",
    "Groups and meetings",
    _FIGURES,
    counted=tuple(one.code for one in _FIGURES),
    by=dict.fromkeys(OF_FEEDBACK, "side"),
    kinds={
        **{one.code: "decision" for one in DECISION.figures},
        CARRIED_OUT: "decision",
        **dict.fromkeys(OF_FEEDBACK, "feedback"),
    },
    quiet=True,
)
