"""Names in the demo: organisations by group and kind, and people. All plainly invented."""

from __future__ import annotations

from dataclasses import dataclass

from spoc_tui.demo.places import STREETS
from spoc_tui.demo.words import words


@dataclass(frozen=True)
class OrganisationKind:
    """A kind of organisation: its group, how many in a hundred, name patterns, and what it does."""

    group: str
    kind: str
    share: float
    patterns: tuple[str, ...]
    purpose: str


# {p} is a place, {s} an invented street, {f} a saint, {b} a bird or a plant, {v} a team of birds,
# {n} a high number, {c} a community, {w} a word of good cheer.
ORGANISATION_KINDS = (
    OrganisationKind(
        "sport",
        "Sports club",
        17,
        (
            "{p} {v} FC",
            "{p} {v} Cricket Club",
            "{p} {v} Netball Club",
            "{s} Bowls Club, {p}",
            "{b} Table Tennis Club ({p})",
            "{p} {v} Walking Football",
            "{p} {w} Boxing & Fitness Club",
            "{b} Rowing and Sea Cadets' Boat Club, {p}",
        ),
        "Sport for all ages, matches and training through the year.",
    ),
    OrganisationKind(
        "growing",
        "Allotment or gardening society",
        7,
        (
            "{s} Allotment Society, {p}",
            "{p} & District {b} Allotment and Leisure Gardeners' Association",
            "{s} Community Orchard",
            "Friends of {s} Green, {p}",
        ),
        "Plots, shared tools and an open day in summer.",
    ),
    OrganisationKind(
        "youth",
        "Youth group",
        13,
        (
            "{n} {p} ({b}) Scout Group",
            "{n} {p} Guides and Brownies",
            "{w} Toddler Group, {p}",
            "{s} Youth Club",
            "{p} {w} Pre-school Playgroup",
            "{b} After-school Club, {p}",
        ),
        "Activities for children and young people.",
    ),
    OrganisationKind(
        "older",
        "Lunch or social club",
        9,
        (
            "{f}'s Lunch Club, {p}",
            "{p} {w} Over-60s Club",
            "{s} Pop-in Parlour",
            "{p} {b} Tea Dance Society",
            "{w} Befriending, {p}",
        ),
        "Company, a hot meal and outings for older residents.",
    ),
    OrganisationKind(
        "care",
        "Health and care charity",
        12,
        (
            "{p} {w} Carers' Group",
            "{w} Minds {p}",
            "{b} Stroke & Aphasia Café",
            "{p} {w} Dementia Friends",
            "The {b} Trust for Disabled People in {p}",
            "{w} Bereavement Support ({p})",
            "{b} Parkinson's Singing Group",
        ),
        "Support, advice and company for people who are ill or care for others.",
    ),
    OrganisationKind(
        "food",
        "Food bank or community kitchen",
        6,
        (
            "{s} Food Bank",
            "{p} {w} Community Larder",
            "{f}'s Soup Kitchen, {p}",
            "{p} Gurdwara {w} Kitchen",
            "{b} Community Fridge, {p}",
        ),
        "Food and household goods for people who are short of them.",
    ),
    OrganisationKind(
        "faith",
        "Faith group",
        9,
        (
            "{f}'s Church Community Project, {p}",
            "{p} {w} Methodist Fellowship",
            "{s} Mosque and Community Trust",
            "{w} Assembly of God, {p}",
            "{p} Hindu {w} Mandal",
            "{b} Gurdwara Youth Project",
        ),
        "Worship, and work with neighbours of all faiths and none.",
    ),
    OrganisationKind(
        "residents",
        "Residents' association",
        7,
        (
            "{s} Residents' Association, {p}",
            "{p} {b} Tenants' & Residents' Group",
            "{s} Neighbourhood Watch",
            "{p} {b} In Bloom",
        ),
        "Speaks for its streets and looks after them.",
    ),
    OrganisationKind(
        "arts",
        "Arts or culture group",
        9,
        (
            "{p} {b} Youth Theatre",
            "{w} Community Choir, {p}",
            "{p} {b} Ciné Club",
            "{c} Cultural Association",
            "{b} Brass & Silver Band, {p}",
            "{c} Saturday School, {p}",
            "{s} Print Makers",
        ),
        "Performances, classes and a place to meet.",
    ),
    OrganisationKind(
        "hall",
        "Village hall or community centre",
        4,
        (
            "{p} {f}'s Hall",
            "{s} Community Centre",
            "{b} Memorial Hall Trust, {p}",
        ),
        "Rooms for the neighbourhood, run by its trustees.",
    ),
    OrganisationKind(
        "enterprise",
        "Community interest company",
        4,
        (
            "{p} {b} Repair Café CIC",
            "{w} Furniture Re-use CIC",
            "{b} Bicycle Kitchen CIC, {p}",
            "{w} Works CIC ({p})",
        ),
        "Trades for the good of its neighbours; surpluses go back into the work.",
    ),
    OrganisationKind(
        "advice",
        "Advice and support",
        4,
        (
            "{p} {w} Debt Advice",
            "{b} Women's Support, {p}",
            "{c} Advice Line",
            "{w} Tenants' Voice ({p})",
        ),
        "Free advice, in confidence.",
    ),
    OrganisationKind(
        "heritage",
        "Heritage group",
        3,
        (
            "{s} Local History Society",
            "{p} {b} Steam Launch Preservation Society",
            "Friends of the {b} Windmill, {p}",
        ),
        "Keeps and shows the history of the river and its towns.",
    ),
)

SAINTS = words("saints")
CREATURES = words("creatures")
BIRDS = words("birds")
CHEER = words("cheer")
COMMUNITIES = words("communities")
LOCAL = tuple(street.rpartition(" ")[0] for street in STREETS)
"""What an association is called after: the street without Lane or Hill."""

FIRST_NAMES = words("first_names")
LAST_NAMES = words("last_names")
ROLES = {
    "sport": ("Club secretary", "Fixtures secretary", "Welfare officer", "Treasurer"),
    "growing": ("Plot secretary", "Chair", "Treasurer"),
    "youth": ("Group leader", "Treasurer", "Chair of trustees", "Playleader"),
    "older": ("Organiser", "Cook", "Treasurer", "Driver co-ordinator"),
    "care": ("Chief officer", "Volunteer co-ordinator", "Trustee", "Group convenor"),
    "food": ("Project lead", "Warehouse lead", "Volunteer co-ordinator"),
    "faith": ("Minister", "Community worker", "Trustee", "Administrator"),
    "residents": ("Chair", "Secretary"),
    "arts": ("Artistic director", "Secretary", "Treasurer"),
    "hall": ("Bookings secretary", "Chair of trustees", "Caretaker"),
    "enterprise": ("Director", "Workshop manager"),
    "advice": ("Manager", "Adviser", "Trustee"),
    "heritage": ("Secretary", "Archivist"),
}
"""What people are there, by group."""
