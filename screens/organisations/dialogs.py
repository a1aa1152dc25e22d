"""The dialogs that change an organisation, or a person there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.dialogs.choices import directory, of_enum, with_key
from screens.dialogs.dialog import Dialog, Typed
from screens.widgets.fields import ChoiceField, DayField, Field, LongField
from screens.widgets.many_field import ManyField
from screens.widgets.picker import PickerChoice, among
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.organisations.fields import STATES, organisation_typed, person_typed
from spoc_tui.casework.organisations.organisation import Contact, Organisation
from spoc_tui.casework.organisations.profile import (
    MEMBERSHIPS,
    Challenge,
    Dependence,
    IncomeSource,
    PreferredWay,
    SizeBand,
)
from spoc_tui.casework.organisations.wards import COUNCILLOR

if TYPE_CHECKING:
    from db.store import Store

Filled = Typed | None
Wrong = SpocError | None


def reach(organisation: Organisation, filled: Filled, error: Wrong) -> Dialog:
    """Its name, and how to reach it."""
    known = organisation_typed(organisation)
    states = [PickerChoice(state, state) for state in dict.fromkeys((*STATES, organisation.state))]
    return Dialog(
        f"Edit {organisation.name}",
        [
            Field("name", "Name", value=known["name"]),
            Field("phone", "Phone", value=known["phone"]),
            Field("email", "E-mail", value=known["email"]),
            Field("web", "Web", value=known["web"]),
            Field("address", "Address", value=known["address"]),
            Field("postcode", "Postcode", value=known["postcode"]),
            Field("ward", "Ward", value=known["ward"]),
            ChoiceField("state", "State", among(states), picked=with_key(states, known["state"])),
        ],
        intro="A blank field is not known.",
        filled=filled,
        error=error,
    )


def profile(organisation: Organisation, filled: Filled, error: Wrong) -> Dialog:
    """The dialog of its profile: how big it is, whom it rests on, what it finds hard."""
    known = organisation_typed(organisation)
    sizes, dependences = of_enum(SizeBand), of_enum(Dependence)
    return Dialog(
        f"Profile of {organisation.name}",
        [
            Field("kind", "Kind", value=known["kind"]),
            LongField("purpose", "Purpose", value=known["purpose"]),
            ChoiceField("size", "Size", among(sizes), picked=with_key(sizes, known["size"])),
            Field("income", "Income", value=known["income"]),
            Field("staff", "Staff", value=known["staff"]),
            ChoiceField(
                "volunteers",
                "Volunteers",
                among(dependences),
                picked=with_key(dependences, known["volunteers"]),
            ),
            ManyField("incomes", "Income from", IncomeSource, picked=organisation.incomes),
            ManyField("challenges", "Challenges", Challenge, picked=organisation.challenges),
        ],
        intro="Income is in pounds a year, staff are paid. Blank is not known; a size that is not "
        "known follows from the income. Space ticks.",
        filled=filled,
        error=error,
    )


def ties(store: Store, organisation: Organisation, filled: Filled, error: Wrong) -> Dialog:
    """The dialog of what it belongs to, the two consents, and the officer's own words on it."""
    known = organisation_typed(organisation)
    parent = (
        PickerChoice(organisation.parent_uid, organisation.parent or "")
        if organisation.parent_uid
        else None
    )
    return Dialog(
        f"Ties and consents of {organisation.name}",
        [
            ChoiceField("parent", "Part of", directory(store), picked=parent, least_typed=2),
            Field("memberships", "Member of", value=known["memberships"]),
            Field("tags", "Tags", value=known["tags"]),
            _past_day(store, "published_on", "May publish", known["published_on"]),
            _past_day(store, "named_on", "May name", known["named_on"]),
            LongField("notes", "Notes", value=known["notes"]),
        ],
        intro=f"Memberships ({', '.join(MEMBERSHIPS)} …) and tags with commas between. "
        "May publish, may name: the days on which they agreed; blank, they did not.",
        filled=filled,
        error=error,
    )


def other_name(organisation: Organisation, filled: Filled, error: Wrong) -> Dialog:
    """Another name it goes by."""
    return Dialog(
        f"Another name of {organisation.name}",
        [Field("name", "Name")],
        intro="It is found by this name too.",
        filled=filled,
        error=error,
    )


def identifier(organisation: Organisation, filled: Filled, error: Wrong) -> Dialog:
    """A number by which it is registered."""
    return Dialog(
        f"A number of {organisation.name}",
        [Field("identifier", "Number")],
        intro="With its register: GB-CHC-1234567 for a charity, GB-COH-01234567 for a company.",
        filled=filled,
        error=error,
    )


def person(
    title: str, someone: Contact | None, filled: Filled, error: Wrong, *, store: Store
) -> Dialog:
    """A new person there, or the fields of one who is."""
    known = person_typed(someone) if someone else {}
    ways = of_enum(PreferredWay)
    fields = [
        Field("name", "Name", value=known.get("name", "")),
        Field("role", "Role", value=known.get("role", "")),
        Field("phone", "Phone", value=known.get("phone", "")),
        Field("email", "E-mail", value=known.get("email", "")),
        ChoiceField(
            "preferred",
            "Rather by",
            among(ways),
            picked=with_key(ways, known.get("preferred", "")),
        ),
    ]
    if someone is not None and (someone.wards or COUNCILLOR in someone.role.casefold()):
        fields.append(Field("wards", "Wards", value=known["wards"]))
        fields.append(_past_day(store, "since", "Since", known["since"]))
    if someone is not None:
        fields.append(_past_day(store, "left_on", "Left on", known["left_on"]))
    return Dialog(title, fields, filled=filled, error=error)


def left(store: Store, someone: Contact, filled: Filled, error: Wrong) -> Dialog:
    """From which day somebody is no longer there."""
    return Dialog(
        f"{someone.name} has left {someone.organisation}",
        [_past_day(store, "on", "On", store.today().isoformat())],
        intro="They stay on what they asked, and come last among the people.",
        filled=filled,
        error=error,
    )


def _past_day(store: Store, name: str, label: str, value: str) -> DayField:
    return DayField(name, label, store=store, value=value, direction=Direction.PAST)
