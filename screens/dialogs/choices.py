"""The choices of the pickers: teams, topics, organisations, people, codes."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from screens.widgets.picker import MOST_CHOICES, Choices, PickerChoice
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.organisations.organisation import Organisation
from spoc_tui.casework.records.kinds import CASE_CODES
from spoc_tui.casework.records.references import may_be_meant
from spoc_tui.casework.records.worded import Worded

if TYPE_CHECKING:
    from db.search.finding import Search
    from db.store import Store
    from spoc_tui.casework.search.finding import Hit

YES_NO = (PickerChoice("yes", "yes"), PickerChoice("no", "no"))


def teams(store: Store) -> list[PickerChoice]:
    """The teams that are not retired, with their directorate."""
    return [PickerChoice(team.uid, team.name, team.directorate) for team in store.council.teams()]


def directorates(store: Store) -> list[PickerChoice]:
    """The directorates and partners that are not retired."""
    listed = store.council.directorates()
    return [PickerChoice(one.uid, one.name, "partner" if one.partner else "") for one in listed]


def topics(store: Store) -> list[PickerChoice]:
    """The topics that are not retired, with the team where they usually go."""
    return [
        PickerChoice(topic.uid, topic.name, topic.team or "") for topic in store.council.topics()
    ]


def themes(store: Store) -> list[PickerChoice]:
    """The themes that are not retired."""
    return [
        PickerChoice(theme.uid, theme.name, theme.paragraph) for theme in store.council.themes()
    ]


def with_key(choices: Sequence[PickerChoice], key: str | None) -> PickerChoice | None:
    """The choice of that key, to show it as picked."""
    return next((choice for choice in choices if choice.key == key), None)


def of_enum(codes: type[Worded]) -> list[PickerChoice]:
    """The codes of an enumeration, in their words."""
    return [PickerChoice(code.value, code.words) for code in codes]


def directory(store: Store) -> Choices:
    """Organisations by what is typed of their names; a typing error is not forgiven, since a name
    that is only near would be saved for the one that was meant.
    """
    return lambda typed: [_of_hit(hit) for hit in store.search.organisations(typed)]


def people(store: Store) -> Choices:
    """People by what is typed of their names, each with where they are."""
    return lambda typed: [
        PickerChoice(hit.uid, hit.name, hit.matched)
        for hit in store.search.anything(typed, kind="person")
    ]


def records(store: Store, *, but: str) -> Choices:
    """Records of every kind but one, by their references or words; of nothing typed, those open."""
    return lambda typed: [
        PickerChoice(hit.uid, f"{hit.named} {hit.name}", hit.matched)
        for hit in store.search.anything(typed, limit=MOST_CHOICES)
        if hit.kind in CASE_CODES and hit.uid != but and may_be_meant(typed, hit.reference)
    ]


def records_of(store: Store, kind: str) -> Choices:
    """Records of one kind, likewise."""
    return lambda typed: [
        PickerChoice(hit.uid, hit.name, hit.reference)
        for hit in store.search.anything(typed, limit=MOST_CHOICES, kind=kind)
        if may_be_meant(typed, hit.reference)
    ]


def callers(search: Search, typed: str) -> list[PickerChoice]:
    """Organisations, and people, each with the key of their organisation."""
    hits = search.anything(typed)
    return [_of_hit(hit) for hit in hits if hit.kind in ("organisation", "person")]


def _of_hit(hit: Hit) -> PickerChoice:
    hint = ", ".join(filter(None, (hit.matched, hit.phone)))
    if hit.kind == "person" and hit.organisation_uid is not None:
        return PickerChoice(hit.organisation_uid, hit.name, hint, person=hit.uid)
    hint = f"perhaps; {hint}" if hit.nearly else hint
    return PickerChoice(hit.uid, hit.name, hint, nearly=hit.nearly)


def organisation_choice(organisation: Organisation) -> PickerChoice:
    """An organisation with what tells it from another of its name."""
    marks = (
        organisation.state_described,
        organisation.ward,
        organisation.postcode,
        organisation.phone,
    )
    return PickerChoice(organisation.uid, organisation.name, ", ".join(filter(None, marks)))


def told(organisation: Organisation) -> str:
    """The same as a sentence names it."""
    choice = organisation_choice(organisation)
    return f"{choice.label} ({choice.hint})" if choice.hint else choice.label


def contact_choices(
    store: Store, phone: str, organisation_uid: str | None, contact_uid: str | None = None
) -> dict[str, str]:
    """The numbers and addresses that lead to a caller, each with whose it is: the number to call
    back, the person's, the organisation's.
    """
    found = [(phone, "call back")]
    if organisation_uid is not None:
        for person in store.organisations.contacts(organisation_uid):
            if person.uid == contact_uid:
                found += [(person.phone, person.name), (person.email, person.name)]
        with suppress(NotFound):  # undone meanwhile
            known = store.organisations.get(organisation_uid)
            found += [(known.phone, known.name), (known.email, known.name)]
    ways: dict[str, str] = {}
    for text, whose in found:
        if text:
            ways.setdefault(text, whose)
    return ways
