"""Where the demo happens: Medway's places with their wards and postcodes, and invented streets."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from spoc_tui.demo.words import words


@dataclass(frozen=True)
class Place:
    """A town, suburb or village, in the first half of its postcodes."""

    name: str
    ward: str
    outward: str


PLACES = tuple(
    Place(*line.split("|"))
    for line in (
        "Chatham|Chatham Central and Brompton|ME4",
        "Luton|Luton|ME5",
        "Lordswood|Lordswood and Walderslade|ME5",
        "Walderslade|Lordswood and Walderslade|ME5",
        "Wayfield|Wayfield and Weeds Wood|ME5",
        "Weeds Wood|Wayfield and Weeds Wood|ME5",
        "Princes Park|Princes Park|ME5",
        "Horsted|Fort Horsted|ME4",
        "Brompton|Chatham Central and Brompton|ME7",
        "Gillingham|Gillingham North|ME7",
        "Darland|Watling|ME7",
        "Hempstead|Hempstead and Wigmore|ME7",
        "Wigmore|Hempstead and Wigmore|ME8",
        "Twydall|Twydall|ME8",
        "Rainham|Rainham North|ME8",
        "Parkwood|Rainham South East|ME8",
        "Rochester|Rochester West and Borstal|ME1",
        "Borstal|Rochester West and Borstal|ME1",
        "Warren Wood|Rochester East and Warren Wood|ME1",
        "Strood|Strood West|ME2",
        "Frindsbury|Strood North and Frindsbury|ME2",
        "Cuxton|Cuxton, Halling and Riverside|ME2",
        "Halling|Cuxton, Halling and Riverside|ME2",
        "Wainscott|Strood Rural|ME3",
        "Hoo|Hoo St Werburgh and High Halstow|ME3",
        "High Halstow|Hoo St Werburgh and High Halstow|ME3",
        "Cliffe Woods|Strood Rural|ME3",
        "Isle of Grain|All Saints|ME3",
        "Allhallows|All Saints|ME3",
        "Stoke|All Saints|ME3",
    )
)
"""The towns come up more often than the villages: see TOWNS."""

TOWNS = ("Chatham", "Gillingham", "Rochester", "Strood", "Rainham")

STREETS = words("streets")
"""Invented, all of them."""

_INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


def some_place(rng: Random) -> Place:
    """A place, the towns more often."""
    weights = [4 if place.name in TOWNS else 1 for place in PLACES]
    return rng.choices(PLACES, weights)[0]


def some_postcode(rng: Random, place: Place) -> str:
    """A postcode of plausible shape; its second half is made up."""
    inward = f"{rng.randint(1, 9)}{rng.choice(_INWARD_LETTERS)}{rng.choice(_INWARD_LETTERS)}"
    return f"{place.outward} {inward}"


def some_address(rng: Random, place: Place) -> str:
    """A number in an invented street."""
    return f"{rng.randint(1, 180)} {rng.choice(STREETS)}, {place.name}"
