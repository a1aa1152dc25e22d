"""The parts of the council and its teams, as they are set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.council.retiring import SucceededKind
from screens.council.setting_kind import choice_of
from screens.widgets.fields import ChoiceField, Field
from screens.widgets.picker import PickerChoice, among
from spoc_tui.casework.council.council import (
    Directorate,
    Team,
)

if TYPE_CHECKING:
    from db.store import Store


class Directorates(SucceededKind[Directorate]):
    """The parts of the council, and the partners outside it."""

    name = "directorate"
    heading = "Directorates and partners"
    title = "A directorate or partner"
    record = Directorate

    def own_facts(self, one: Directorate) -> str:
        return "partner" if one.partner else "directorate"

    def own_fields(self, store: Store, one: Directorate | None) -> list[Field]:
        answers = [
            PickerChoice("no", "no, part of the council"),
            PickerChoice("yes", "yes, a partner"),
        ]
        return [
            Field("name", "Name", value=one.name if one else ""),
            ChoiceField(
                "partner",
                "Partner",
                among(answers),
                picked=answers[one.partner if one else False],
            ),
        ]


class Teams(SucceededKind[Team]):
    """Whom enquiries go to."""

    name = "team"
    heading = "Teams"
    title = "A team"
    record = Team

    def named(self, one: Team) -> str:
        return f"{one.directorate} {one.name}"

    def own_facts(self, one: Team) -> str:
        return ", ".join(filter(None, (one.directorate, one.inbox, one.phone, one.lead)))

    def own_fields(self, store: Store, one: Team | None) -> list[Field]:
        known = [PickerChoice(d.uid, d.name) for d in store.council.directorates()]
        its_own = PickerChoice(one.directorate_uid, one.directorate, "retired") if one else None
        return [
            Field("name", "Name", value=one.name if one else ""),
            choice_of("directorate", "Directorate", known, its_own),
            Field("inbox", "Inbox", value=one.inbox if one else ""),
            Field("phone", "Phone", value=one.phone if one else ""),
            Field("lead", "Lead", value=one.lead if one else ""),
        ]
