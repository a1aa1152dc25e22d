"""The topics of enquiries and the themes of feedback, on the settings page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.council.retiring import CouncilKind
from screens.council.setting_kind import choice_of
from screens.dialogs.choices import teams
from screens.widgets.fields import ChoiceField, Field
from screens.widgets.picker import PickerChoice, among
from spoc_tui.casework.council.council import (
    DAYS,
    Theme,
    Topic,
)

if TYPE_CHECKING:
    from db.store import Store


class Topics(CouncilKind[Topic]):
    """The topics of enquiries."""

    name = "topic"
    heading = "Topics"
    title = "A topic"
    intro = (
        "Words that suggest it, with commas between. Days are working days; blank means the "
        "usual standard. Running deadlines that were not typed by hand move with them."
    )
    record = Topic

    def facts(self, one: Topic) -> str:
        return one.facts

    def fields(self, store: Store, one: Topic | None = None) -> list[Field]:
        its_own = (
            PickerChoice(one.team_uid, one.team or "", "retired") if one and one.team_uid else None
        )
        labels = ("Acknowledge", "Answer", "Team replies")
        answers = [
            PickerChoice("no", "no"),
            PickerChoice("yes", "yes, all its enquiries are"),
        ]
        return [
            Field("code", "Code", value=one.code if one else ""),
            Field("name", "Name", value=one.name if one else ""),
            choice_of("team", "Usual team", teams(store), its_own),
            Field("words", "Words", value=", ".join(one.words) if one else ""),
            ChoiceField(
                "urgent", "Urgent", among(answers), picked=answers[one.urgent if one else False]
            ),
            *(
                Field(name, label, value=_number(getattr(one, name, None)))
                for name, label in zip(DAYS, labels, strict=True)
            ),
        ]


class Themes(CouncilKind[Theme]):
    """The themes of feedback."""

    name = "theme"
    heading = "Themes of feedback"
    title = "A theme"
    record = Theme

    def facts(self, one: Theme) -> str:
        return one.paragraph

    def fields(self, store: Store, one: Theme | None = None) -> list[Field]:
        return [
            Field("name", "Name", value=one.name if one else ""),
            Field("paragraph", "Paragraph", value=one.paragraph if one else ""),
        ]


def _number(count: int | None) -> str:
    return "" if count is None else str(count)
