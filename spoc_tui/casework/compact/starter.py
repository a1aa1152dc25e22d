"""What the Task Group's report says of a compact: the principles of its paragraphs 3.6 and 6.4, the
commitments of 6.5 and 6.6, the four places of its appendix 2; with how the Cabinet put it in
December 2020, and the Civil Society Covenant of 2025.
"""

from __future__ import annotations

from collections.abc import Iterator

from spoc_tui.casework.council.starting_themes import SAID_ON, TASK_GROUP
from spoc_tui.casework.kinds.starter import Begun, Starter, StartingRecord

REPORTED = SAID_ON[TASK_GROUP]
_SOURCE = "The Task Group’s report of 2020, appendix 2"
_COVENANT_SIGNS = (
    "Kept? The sector sees that its expertise was listened to; what new policy means for it is "
    "looked at first; small and diverse groups have more ways in; who campaigns is not punished "
    "for it; a decision is felt to be fair even by those who disagree. "
    "Not kept? Either side says that the other does not understand what it works under; groups "
    "keep quiet for fear of losing by speaking out. (After the progress and warning signs on "
    "GOV.UK, in our words: check there.)"
)
_READ_SIGNS = "GOV.UK publishes progress and warning signs for it: read them there at a review."
_NATIONAL = (
    "A strong, diverse and independent civil society",
    "Effective and transparent design and development of policies, programmes and public services",
    "Responsive and high-quality programmes and services",
    "Clear arrangements for managing changes to programmes and services",
    "An equal and fair society",
)
_LOCAL = (
    "A strong, diverse and independent voluntary and community sector",
    *_NATIONAL[1:4],
)
_COVENANT = (
    ("Recognition and value", _COVENANT_SIGNS),
    ("Partnership and collaboration", _READ_SIGNS),
    ("Participation and inclusion", _READ_SIGNS),
    ("Transparency and data", _READ_SIGNS),
)
_MILESTONES = (
    "Cabinet agrees that a compact be developed (recommendation 1)",
    "The sector, police, fire and NHS give their views (6.7)",
    "Sustainable funding is addressed in it (recommendation 2a)",
    "A written document between council, NHS and sector (Cabinet, 15 December 2020)",
    "A business case for a voluntary sector liaison post (Cabinet, 15 December 2020)",
    "A social value policy with climate change in it (Cabinet, 15 December 2020)",
    "A local lottery for the sector is looked at (Cabinet, 15 December 2020)",
)
_COUNCIL = (
    "Respect and uphold the independence of Voluntary and Community Organisations (VCOs) to "
    "deliver their mission, including their right to campaign, regardless of any relationship, "
    "financial or otherwise, which may exist",
    "Ensure greater transparency by making data and information more accessible, helping VCOs to "
    "challenge existing provision of services, access new markets and hold the statutory sector to "
    "account",
    "Recognise that the VCS has a role to play in developing and shaping services and policy "
    "through co-design and co-production and provide opportunities for the VCS to do so",
    "Work to a published funding or commissioning framework that is corporately agreed across "
    "their organisation when working with voluntary and community sector organisations",
    "Encourage feedback from a range of sources on the effectiveness of the statutory sector’s "
    "partnership with VCOs and how successful it has been in delivering their objectives. Consider "
    "placing this feedback in the public domain",
)
_SECTOR = (
    "Raise awareness of the impact that voluntary action and volunteers have on individuals, local "
    "communities and the wider VCS",
    "Be open to hearing about performance issues with your service and take appropriate action as "
    "early as possible",
    "Proactively engage in the commissioning process providing information and advice about "
    "communities and individuals",
    "Take active leadership in developing and shaping services and ensuring service users are "
    "involved in the co-production process",
)
_PLACES = {
    "kent": (
        "Kent",
        "Kent Partners’ Compact",
        "One compact of January 2009 in place of those of county, districts and places, so that "
        "the relation of public and voluntary sectors is the same in all; renewed in 2012. In 2020 "
        "the county consulted on a civil society strategy that was to replace it.",
        "2009",
    ),
    "bexley": (
        "Bexley",
        "Connected Communities Strategy",
        "Funding agreements of five years with strategic partners of the local sector.",
        "2019",
    ),
    "camden": (
        "Camden",
        "A new relationship with the voluntary sector",
        "Three objectives: the sector’s knowledge informs the design of services; the most is made "
        "of premises, 101 of them owned by the council and used by the sector; resilience, by "
        "working together and attracting new money.",
        "2015",
    ),
    "greenwich": (
        "Greenwich",
        "Voluntary and Community Sector Strategy",
        "Co-production of services, funding and commissioning; working together against poverty "
        "and inequality; a sector that is independent and in partnership; volunteers supported, "
        "recognised and celebrated.",
        "2017",
    ),
}


def _principles() -> Iterator[dict[str, str]]:
    found = [
        *((words, "national-2010", "") for words in _NATIONAL),
        *((words, "local", "") for words in _LOCAL),
        *((words, "covenant-2025", signs) for words, signs in _COVENANT),
    ]
    for number, (words, source, signs) in enumerate(found, 1):
        more = {"signs": signs} if signs else {}
        yield {"number": str(number), "words": words, "source": source, **more}


def _commitments() -> Iterator[tuple[str, StartingRecord]]:
    sides = (("council", "6.5", _COUNCIL), ("sector", "6.6", _SECTOR))
    for side, paragraph, promises in sides:
        for nth, words in enumerate(promises, 1):
            fields = {
                "side": side,
                "words": words,
                "compact": Begun("compact"),
                "paragraph": f"{paragraph}, number {nth}",
            }
            yield f"{side}-{nth}", StartingRecord("commitment", fields)


STARTER = Starter(
    records={
        "compact": StartingRecord(
            "compact",
            {
                "title": "Medway Compact",
                "version": "draft",
                "notes": "The principles are those of the national Compact of 2010 (3.6; it was "
                "not renewed), of local compacts (6.4, which has no fifth: “An equal and fair "
                "society” is not in it), and of the Civil Society Covenant of 17 July 2025, which "
                "addresses councils too and binds nobody by law. Take what is wanted, and leave "
                "out the rest. The Covenant’s fourth title was cut short where it was read: check "
                "it before you rely on it. The commitments are the report’s examples (6.5, 6.6).",
            },
            {
                "principles": tuple(_principles()),
                "milestones": tuple({"words": words} for words in _MILESTONES),
            },
        ),
        **dict(_commitments()),
        **{
            key: StartingRecord(
                "model",
                {
                    **{"place": place, "what": what, "described": described, "since": since},
                    **{"amount_words": "no sum is said", "source": _SOURCE, "read_on": REPORTED},
                },
            )
            for key, (place, what, described, since) in _PLACES.items()
        },
    },
)
