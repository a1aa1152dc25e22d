"""The directorates, partners, teams and topics a new desk starts with, drawn from the report.

Paragraph numbers are those of the Voluntary Sector Task Group's report to Medway Council (2020).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StartingTopic:
    """A topic with its words, and the name of the team where it usually goes."""

    code: str
    name: str
    team: str
    words: str
    urgent: bool = False


DIRECTORATES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Public Health", ("Public Health", "VCS Commissioning")),  # rec. 4
    ("Planning", ("Planning", "S106 officer")),  # 6.17 to 6.22
    ("Category Management", ("Procurement",)),  # 6.31, appendix 4
    ("Finance", ("Chief Finance Officer", "Accounts Payable", "Revenues")),  # appendix 1 b, 4.9
    ("Housing and Community Services", ("Community Services", "Housing")),  # 1.2
    ("Adult Social Care", ("Adult Social Care",)),  # 1.2
    ("Children's Services", ("Early Help",)),
    ("Property", ("Property and Assets",)),  # appendix 1: buildings, community asset transfers
    ("Communications", ("Medway Matters",)),  # appendix 1 b
    ("Sport and Leisure", ("Sports Development",)),  # 4.9
    ("Democratic Services", ("Overview and Scrutiny",)),  # 6.1
)

PARTNERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Better Together Consortium",  # 6.21
        (
            "Medway Citizens Advice Bureau",
            "Medway Voluntary Action",
            "Healthwatch Medway",
            "Carers First",
            "Kent Association for the Blind",
        ),
    ),
    (
        "Integrated Care Partnership",  # 6.14, rec. 2
        ("Integrated Care Partnership Board", "Social Prescribing"),
    ),
)

TOPICS: tuple[StartingTopic, ...] = (
    StartingTopic(
        "funding",
        "Funding and grants",
        "VCS Commissioning",
        "grant, funding, fund, bid, lottery, contribution, bursary, sustain",
    ),
    StartingTopic(
        "contracts",
        "Contracts and procurement",
        "Procurement",
        "contract, tender, procure, commission, social value, supplier, framework, quote",
    ),
    StartingTopic(
        "payment",
        "Unpaid invoices and payments",
        "Accounts Payable",
        "invoice, payment, paid, unpaid, owed, remittance, purchase order, late pay",
    ),
    StartingTopic(
        "rates",
        "Business rates and overheads",
        "Revenues",
        "business rate, rates, rate relief, council tax, overhead, water bill",
    ),
    StartingTopic(
        "s106",
        "S106 and developer contributions",
        "S106 officer",
        "s106, s 106, section 106, developer contribution, developer",
    ),
    StartingTopic(
        "planning",
        "Planning applications",
        "Planning",
        "planning, permission, application form, site notice, change of use, comment period",
    ),
    StartingTopic(
        "buildings",
        "Council buildings and space",
        "Property and Assets",
        "building, room, hall, lease, rent, venue, premises, asset transfer, allotment, space, "
        "keys, heating, roof, store, car park, gate, fence, land",
    ),
    StartingTopic(
        "volunteering",
        "Volunteers and recruitment",
        "Medway Voluntary Action",
        "volunteer, recruit, dbs, trustee, mentor",
    ),
    StartingTopic(
        "training",
        "Training and support",
        "Medway Voluntary Action",
        "training, course, workshop, constitution, governance, policy template, first aid",
    ),
    StartingTopic(
        "safeguarding",
        "Safeguarding",
        "Adult Social Care",
        "safeguard, at risk, vulnerable, concern about",
        urgent=True,
    ),
    StartingTopic(
        "social-prescribing",
        "Social prescribing and health",
        "Social Prescribing",
        "social prescribing, referral, gp, health, wellbeing, link worker, isolation, lonel",
    ),
    StartingTopic(
        "housing",
        "Housing and homelessness",
        "Housing",
        "housing, homeless, rough sleep, tenan, temporary accommodation, night shelter",
    ),
    StartingTopic(
        "sport",
        "Sports clubs and pitches",
        "Sports Development",
        "pitch, football, cricket, bowls, sport, changing room, league, swimming",
    ),
    StartingTopic(
        "publicity",
        "Publicity and events",
        "Medway Matters",
        "medway matters, publicity, event, leaflet, poster, promote, newsletter, website, "
        "road closure, fete, carnival, city of culture",
    ),
    StartingTopic(
        "compact",
        "The compact and consultation",
        "Overview and Scrutiny",
        "compact, consult, strategy, scrutiny, committee, co-design, feedback",
    ),
    StartingTopic("other", "Something else", "Community Services", ""),
)
