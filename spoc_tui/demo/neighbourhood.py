"""The organisations and people of the demo: the same whatever the day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

from spoc_tui.casework.text import fold
from spoc_tui.demo import names
from spoc_tui.demo.places import Place, some_address, some_place, some_postcode

ORGANISATION_COUNT = 904
CHARITY_COUNT = 339
"""As many as the report counts (4.9)."""
REGULARS = 90
"""How many call again and again."""
CONTACTS = 330


@dataclass(frozen=True)
class PlannedOrganisation:
    """An organisation, before a list imports it."""

    name: str
    group: str
    kind: str
    purpose: str
    place: Place
    postcode: str
    address: str
    phone: str
    email: str
    web: str
    charity: str
    """Its charity number, of a range that is not given out; blank where it has none."""


@dataclass(frozen=True)
class PlannedContact:
    """A person at an organisation, which is named by its place in the list."""

    organisation: int
    name: str
    role: str
    phone: str
    email: str


@dataclass(frozen=True)
class Neighbourhood:
    """Everybody who may call."""

    organisations: tuple[PlannedOrganisation, ...]
    contacts: tuple[PlannedContact, ...]
    regulars: frozenset[int]
    spare_phones: tuple[str, ...]
    """For callers who are in no list."""


@cache
def neighbourhood() -> Neighbourhood:
    """The organisations and people, in a fixed order."""
    rng = Random("the neighbourhood of the demo")
    # Ofcom keeps these two ranges for drama: they ring nowhere.
    landlines = [f"01632 960{n:03}" for n in range(1000)]
    mobiles = [f"07700 900{n:03}" for n in range(1000)]
    rng.shuffle(landlines)
    rng.shuffle(mobiles)
    organisations = _organisations(rng, landlines)
    regulars = frozenset(rng.sample(range(len(organisations)), REGULARS))
    contacts = _contacts(rng, organisations, regulars, mobiles)
    spare = (*landlines[:60], *mobiles[:60])
    return Neighbourhood(organisations, contacts, regulars, spare)


def _organisations(rng: Random, landlines: list[str]) -> tuple[PlannedOrganisation, ...]:
    made: list[PlannedOrganisation] = []
    taken: set[str] = set()
    numbers = iter(rng.sample(range(1_950_000, 1_999_999), ORGANISATION_COUNT))
    charities = 0
    while len(made) < ORGANISATION_COUNT - 2:
        kind = rng.choices(
            names.ORGANISATION_KINDS, [kind.share for kind in names.ORGANISATION_KINDS]
        )[0]
        place = some_place(rng)
        name = _name(rng, rng.choice(kind.patterns), place)
        if fold(name) in taken:
            continue
        taken.add(fold(name))
        charity = kind.group not in ("sport", "residents", "enterprise") and rng.random() < 0.55
        charity = charity and charities < CHARITY_COUNT
        charities += charity
        slug = "".join(fold(name).split()[:4])
        made.append(
            PlannedOrganisation(
                name=name,
                group=kind.group,
                kind=kind.kind,
                purpose=kind.purpose if rng.random() < 0.8 else "",
                place=place,
                postcode=some_postcode(rng, place),
                address=some_address(rng, place) if rng.random() < 0.8 else "",
                phone=landlines.pop() if rng.random() < 0.65 else "",
                email=rng.choice(("", f"info@{slug}.example", f"{slug}@example.org")),
                web=f"https://{slug}.example" if rng.random() < 0.35 else "",
                charity=str(next(numbers)) if charity else "",
            )
        )
    return (*made, *_namesakes(rng, landlines))


def _namesakes(rng: Random, landlines: list[str]) -> tuple[PlannedOrganisation, ...]:
    """Two groups of one name, distinguished by their postcodes only."""
    purpose = "Stay and play for under-fives and whoever brings them."
    return tuple(
        PlannedOrganisation(
            name="Acorns Toddler Group",
            group="youth",
            kind="Youth group",
            purpose=purpose,
            place=place,
            postcode=some_postcode(rng, place),
            address=some_address(rng, place),
            phone=landlines.pop(),
            email="",
            web="",
            charity="",
        )
        for place in (
            Place("Strood", "Strood West", "ME2"),
            Place("Rainham", "Rainham North", "ME8"),
        )
    )


def _name(rng: Random, pattern: str, place: Place) -> str:
    n = rng.randint(21, 68)
    ending = {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return pattern.format(
        p=place.name,
        s=rng.choice(names.LOCAL),
        f=rng.choice(names.SAINTS),
        b=rng.choice(names.CREATURES),
        v=rng.choice(names.BIRDS),
        c=rng.choice(names.COMMUNITIES),
        w=rng.choice(names.CHEER),
        n=f"{n}{ending}",
    )


def _contacts(
    rng: Random,
    organisations: tuple[PlannedOrganisation, ...],
    regulars: frozenset[int],
    mobiles: list[str],
) -> tuple[PlannedContact, ...]:
    people = [f"{first} {last}" for first in names.FIRST_NAMES for last in names.LAST_NAMES]
    rng.shuffle(people)
    others = [n for n in range(len(organisations)) if n not in regulars]
    at = sorted(regulars) * 2
    at += rng.sample(others, CONTACTS - len(at))
    contacts = []
    for number, name in zip(at, people, strict=False):
        organisation = organisations[number]
        local = ".".join(fold(name).split())
        contacts.append(
            PlannedContact(
                organisation=number,
                name=name,
                role=rng.choice(names.ROLES[organisation.group]),
                phone=mobiles.pop() if rng.random() < 0.8 else organisation.phone,
                email=f"{local}@example.org" if rng.random() < 0.6 else "",
            )
        )
    return tuple(contacts)
