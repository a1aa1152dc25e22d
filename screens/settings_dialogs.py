"""What is asked when a team, topic, directorate or bank holiday is added or edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.choices import teams, with_key
from screens.dialog import Dialog, Typed
from screens.widgets.fields import ChoiceField, DayField, Field
from screens.widgets.picker import Choice, among
from spoc_tui.casework.council import Team, Topic
from spoc_tui.casework.errors import SpocError

if TYPE_CHECKING:
    from db.store import Store

TITLES = {
    "team": "A team",
    "topic": "A topic",
    "directorate": "A directorate or partner",
    "holiday": "A bank holiday",
}
INTROS = {
    "topic": "Words that suggest it, with commas between. Days are working days; blank means the "
    "usual standard. Running deadlines that were not typed by hand move with them.",
    "holiday": "Running deadlines that were not typed by hand move, as one act that can be undone.",
}


def add(store: Store, kind: str, filled: Typed | None, error: SpocError | None) -> Dialog:
    """The fields of a new one of its kind."""
    if kind == "team":
        fields = _team_fields(store, None)
    elif kind == "topic":
        fields = _topic_fields(store, None)
    elif kind == "directorate":
        answers = [Choice("no", "no, part of the council"), Choice("yes", "yes, a partner")]
        fields = [
            Field("name", "Name"),
            ChoiceField("partner", "Partner", among(answers), picked=answers[0]),
        ]
    else:
        fields = [DayField("date", "Date", store=store), Field("name", "Name")]
    return Dialog(TITLES[kind], fields, intro=INTROS.get(kind, ""), filled=filled, error=error)


def edit(
    store: Store, kind: str, uid: str, filled: Typed | None, error: SpocError | None
) -> Dialog:
    """The fields of a team or topic as they are."""
    if kind == "directorate":
        one = next(d for d in store.council.directorates(retired=True) if d.uid == uid)
        title, fields = f"Rename {one.name}", [Field("name", "Name", value=one.name)]
    elif kind == "team":
        team = store.council.team(uid)
        title, fields = f"Edit {team.name}", _team_fields(store, team)
    else:
        topic = store.council.topic(uid)
        title, fields = f"Edit {topic.name}", _topic_fields(store, topic)
    return Dialog(title, fields, intro=INTROS.get(kind, ""), filled=filled, error=error)


def _team_fields(store: Store, team: Team | None) -> list[Field]:
    directorates = [Choice(d.uid, d.name) for d in store.council.directorates()]
    return [
        Field("name", "Name", value=team.name if team else ""),
        ChoiceField(
            "directorate",
            "Directorate",
            among(directorates),
            picked=with_key(directorates, team.directorate_uid if team else None),
        ),
        Field("inbox", "Inbox", value=team.inbox if team else ""),
        Field("phone", "Phone", value=team.phone if team else ""),
        Field("lead", "Lead", value=team.lead if team else ""),
    ]


def _topic_fields(store: Store, topic: Topic | None) -> list[Field]:
    def days(name: str) -> str:
        value = getattr(topic, name) if topic else None
        return "" if value is None else str(value)

    listed = teams(store)
    usual = topic.team_uid if topic else None
    return [
        Field("code", "Code", value=topic.code if topic else ""),
        Field("name", "Name", value=topic.name if topic else ""),
        ChoiceField("team", "Usual team", among(listed), picked=with_key(listed, usual)),
        Field("words", "Words", value=", ".join(topic.words) if topic else ""),
        Field("acknowledge_days", "Acknowledge", value=days("acknowledge_days")),
        Field("answer_days", "Answer", value=days("answer_days")),
        Field("reply_days", "Team replies", value=days("reply_days")),
    ]
