"""What the Task Group's report says of money: its two bids (6.15, 6.16) with what became of them,
and the eight models of its appendix 3.
"""

from __future__ import annotations

from collections.abc import Mapping

from spoc_tui.casework.council.starting_themes import SAID_ON, TASK_GROUP
from spoc_tui.casework.kinds.starter import Starter, StartingRecord

REPORTED = SAID_ON[TASK_GROUP]
"""The report's own day stands for what it gives no day of: it was known by then."""
SOURCE = "The Task Group’s report of 2020, appendix 3"


def _model(place: str, what: str, described: str, **more: str) -> StartingRecord:
    shared = {"source": SOURCE, "read_on": REPORTED}
    own = {"place": place, "what": what, "described": described}
    return StartingRecord("model", {**own, **shared, **more})


_ON_REPORTED: Mapping[str, str] = {"on": REPORTED}

STARTER = Starter(
    records={
        "shaping": StartingRecord(
            "bid",
            {
                "fund": "Shaping Places for Healthier Lives",
                "funder": "Government",
                "lead": "Medway Council",
                "a_year": "100,000",
                "years": "3",
                "stages": "two stages: 10 authorities went to the second",
                "notes": "To create the conditions for better health by funding local partnerships "
                "to act on its wider determinants across the whole system (6.15). The report gives "
                "no days: its own stands for them (16 June 2020).",
            },
            acts=(
                ("submit", _ON_REPORTED),
                (
                    "lose",
                    {
                        "why": "Medway was not one of the 10 authorities to proceed to the next "
                        "stage (6.15).",
                        "on": REPORTED,
                    },
                ),
                ("close", {}),
            ),
        ),
        "healthy": StartingRecord(
            "bid",
            {
                "fund": "Healthy Communities Together",
                "funder": "The King’s Fund and The National Lottery Community Fund",
                "lead": "Medway Council",
                "also": "The programme offers up to £3 million of grants in all, and £850,000 of "
                "leadership development support",
                "notes": "For partnerships between the voluntary sector, the NHS and local "
                "authorities (6.16). How much Medway would ask for is not said. The report gives "
                "no day: its own stands for it (16 June 2020); what became of it is to be asked.",
            },
            acts=(("register", _ON_REPORTED),),
        ),
        "manchester": _model(
            "Greater Manchester",
            "VCSE Accord and social investment funds",
            "An accord of 2017 between the sector, the Mayor and the Combined Authority, signed by "
            "100 organisations of the sector: long-term core funding, priority for agencies of the "
            "sector, and capacity building. Social investment funds offer grants and loans to "
            "small and very small social enterprises and charities that trade.",
            who_pays="Greater Manchester Combined Authority",
            since="2017",
            until="2022",
            amount_words="an initial five years; no sum is said",
        ),
        "exeter": _model(
            "Exeter",
            "Wellbeing Exeter",
            "A partnership of public and voluntary organisations for the 40% of patients who see "
            "their GP with social rather than medical problems: social prescribing with "
            "asset-based community development.",
            amount_words="no sum is said",
        ),
        "sirona": _model(
            "Bristol",
            "Community adult health services",
            "Sirona Care and Health was awarded a contract of £1 billion in September 2019 for "
            "Bristol, North Somerset and South Gloucestershire; 3% of the budget has to fund "
            "services of the sector.",
            who_pays="CCG",
            amount="3,000,000",
            amount_words="about this much a year over the life of the contract",
            since="2019",
        ),
        "ageing": _model(
            "Bristol",
            "Community Kick-Start: Bristol Ageing Better",
            "Micro-funding for the development of new activities that enhance community "
            "contributions and reduce isolation.",
            amount_words="micro-funding; no sum is said",
        ),
        "sussex": _model(
            "East Sussex",
            "Platform for social value",
            "Those who bid for public contracts can add social value by linking to needs that were "
            "identified in communities.",
            who_pays="those who bid for public contracts",
            amount_words="no sum is said",
        ),
        "wakefield": _model(
            "Wakefield",
            "LiveWell Wakefield",
            "A social wellbeing service for adults, which refers to local services often provided "
            "by the sector. A model of small grants by micro-commissioning was developed.",
            amount="131,000",
            amount_words="allocated by programme to the CVS",
        ),
        "rotherham": _model(
            "Rotherham",
            "Voluntary Action Rotherham",
            "Voluntary Action Rotherham holds the contract and is the single point of contact, "
            "with a team of 11 of whom 8 are link workers. Services are commissioned from the "
            "sector by service level agreements, spot purchases and grants.",
            who_pays="CCG, as part of the Better Care Fund",
            amount_words="about 56% of the funding is used to deliver services of the sector",
        ),
        "tyneside": _model(
            "North Tyneside",
            "Voluntary and community sector grant fund",
            "Large and small grants to organisations that have a track record in North Tyneside: "
            "wellbeing and prevention, self-care and self-management, less inequality in health.",
            who_pays="North Tyneside CCG",
            amount="500,000",
            amount_words="a year at most",
        ),
    },
)
