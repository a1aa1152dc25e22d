"""The widget in which a declared field is typed, picked or chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.dialogs import choices
from screens.kinds.rows_field import RowsField
from screens.widgets.fields import (
    ChoiceField,
    DayAndTimeField,
    DayField,
    Field,
    LongField,
    MomentField,
)
from screens.widgets.picker import Choices, PickerChoice, among
from spoc_tui.casework.kinds import fields as its
from spoc_tui.casework.kinds.values import as_typed, from_typed
from spoc_tui.casework.records.kinds import CASE_CODES
from spoc_tui.casework.records.link import ANY_RECORD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.store import Store
    from spoc_tui.casework.kinds.fields import Value
    from spoc_tui.casework.kinds.party import Party


def widget_of(
    field: its.DeclaredField, store: Store, value: Value = None, *, parties: Sequence[Party] = ()
) -> Field:
    """The widget of a field, with the value that it has; `parties` are those on the record."""
    value = field.blank if value is None else value
    name, label, typed = field.name, field.label, as_typed(field, value)
    match field:
        case its.Rows():
            return RowsField(field, store=store, value=typed)
        case its.Whom():
            asked = [PickerChoice(one.uid, one.who, one.role) for one in parties]
            picked = asked[0] if len(asked) == 1 else None
            return ChoiceField(name, label, among(asked), picked=picked)
        case its.Text():
            return LongField(name, label, value=typed)
        case its.Month():
            return Field(name, label, value=typed)
        case its.Day():
            return DayField(name, label, store=store, direction=field.direction, value=typed)
        case its.DayTime():
            return DayAndTimeField(name, label, store=store, direction=field.direction, on=value)
        case its.Moment():
            return MomentField(name, label, store=store, value=typed)
        case its.YesNo():
            picked = choices.with_key(choices.YES_NO, typed)
            return ChoiceField(name, label, among(choices.YES_NO), picked=picked)
        case its.Choice(several=False):
            codes = choices.of_enum(field.of)
            picked = choices.with_key(codes, value.value if value else None)
            return ChoiceField(name, label, among(codes), picked=picked)
        case its.Link(several=False) if (among_these := _choices(field.of, store)) is not None:
            picked = PickerChoice(value.uid, value.name) if value else None
            few = 2 if field.of in ("organisation", "contact") else 0
            return ChoiceField(name, label, among_these, picked=picked, least_typed=few)
    return Field(name, label, value=typed)


def typed_as_it_was(field: its.DeclaredField, entry: Mapping[str, str]) -> Value:
    """The value of a field of a row that was typed before (`row_as_typed`), to show it again."""
    if field.name not in entry:
        return field.blank
    if isinstance(field, its.Link):
        return its.Linked(entry[f"{field.name} key"], entry[field.name])
    return from_typed(field, entry[field.name])


def _choices(of: str, store: Store) -> Choices | None:
    """The choices of a link, where it is picked; None where its reference is typed."""
    match of:
        case "organisation":
            return choices.directory(store)
        case "contact":
            return choices.people(store)
        case "team":
            return among(choices.teams(store))
        case "directorate":
            return among(choices.directorates(store))
        case "theme":
            return among(choices.themes(store))
        case its_kind if its_kind == ANY_RECORD:
            return choices.records(store, but="")
        case its_kind if its_kind in CASE_CODES:
            return choices.records_of(store, its_kind)
    return None
