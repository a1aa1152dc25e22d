"""The recommendations of the Task Group's report (its section 8), and which figures speak of each.

The words in quotation marks are the report's own; the headings are ours.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from spoc_tui.casework.buying import figures as buying
from spoc_tui.casework.codesign import figures as codesign
from spoc_tui.casework.compact import figures as compact
from spoc_tui.casework.funding import figures as funding
from spoc_tui.casework.groups import figures as groups
from spoc_tui.casework.planning import figures as planning
from spoc_tui.casework.prescribing import figures as prescribing
from spoc_tui.casework.stories import figures as stories


class Recommendation(NamedTuple):
    """One of them: its number, what it is about, its words, and the figures of what was done."""

    number: str
    heading: str
    words: str
    figures: tuple[str, ...]
    """Codes of figures that count what was done in a period. Of none it is only what stood at the
    end: that is nothing done.
    """

    @property
    def title(self) -> str:
        """“Recommendation 2a: sustainable funding”."""
        return f"Recommendation {self.number}: {self.heading}"


RECOMMENDATIONS = (
    Recommendation(
        "1",
        "a compact with the sector",
        "That Cabinet agrees that a Compact between the Council and the VCS be developed.",
        (*compact.SAID.values(), *compact.RESULTS.values()),
    ),
    Recommendation(
        "2a",
        "sustainable funding",
        "address the issue of sustainable funding for the wider voluntary sector as part of "
        "developing a Medway voluntary sector compact",
        (funding.ASKED, funding.WON, funding.SUCCESS, funding.JOINT, funding.LENGTH),
    ),
    Recommendation(
        "2b",
        "the new model of care, and the sector’s capacity",
        "seek assurance that the Integrated Care Partnership Programme Board deliver the new model "
        "of care stated in the STP Case for Change, factoring in the capacity challenges of the "
        "voluntary sector from expanding programmes such as social prescribing",
        (prescribing.REFERRED, prescribing.TURNED_AWAY, prescribing.UNFUNDED),
    ),
    Recommendation(
        "2c",
        "a sustainable model, designed together",
        "ask the Partnership Board to work with other existing and emerging organisations (such as "
        "Primary Care Networks) to co-design a sustainable model to realise the potential that the "
        "voluntary sector brings to the health and social care system and provide updates to the "
        "Health and Wellbeing Board that this is progressing.",
        (),
    ),
    Recommendation(
        "3",
        "section 106 and community facilities",
        "That, subject to the evaluation of a pilot scheme, Cabinet agrees in principle to seek "
        "the views of the VCS on possible schemes which could be funded from S106 contributions "
        "allocated for community facilities.",
        (
            planning.OPENED,
            planning.ANSWERED,
            *planning.BY_ROLE.values(),
            planning.SCHEMES,
            planning.SECURED,
            planning.SECURED_SUM,
        ),
    ),
    Recommendation(
        "4",
        "a single point of contact",
        "That Cabinet identify resources to establish a single point of contact for the VCS, "
        "potentially located in public health where responsibility for VCS commissioning will sit.",
        (
            "enquiries.received",
            "enquiries.closed",
            "enquiries.answered_within",
            "enquiries.answered_median",
            "enquiries.passed_on",
            "enquiries.first_time",
            "payments.new",
            "payments.paid",
            "payments.released",
            "feedback.heard",
            "feedback.done",
            "feedback.told",
            groups.HELD,
            codesign.BRIEFINGS,
            stories.PUBLISHED,
        ),
    ),
    Recommendation(
        "5",
        "a policy on social value",
        "That Cabinet be recommended to agree a Social Value policy which sets out the Council's "
        "approach for achieving meaningful Social Value from its suppliers.",
        (
            buying.HEARD,
            buying.REACHED,
            buying.WEIGHTED,
            buying.BIDS,
            buying.WON,
            buying.OFFERS,
            buying.DELIVERED,
            buying.DELIVERED_PENCE,
        ),
    ),
)
NUMBERS = tuple(one.number for one in RECOMMENDATIONS)
WHOLE = {"2": "2a"}
"""Where what speaks of a recommendation as a whole is put, that has parts."""
_NAMED = re.compile(r"\brec(?:ommendation)?s?\.?\s*(\d)\s*\(?([a-c]\b)?", re.IGNORECASE)


def named_in(words: str, otherwise: str = "") -> str:
    """The number of the recommendation that some words name, “2b” of “Rec 2b”; else `otherwise`."""
    if found := _NAMED.search(words):
        number = f"{found[1]}{(found[2] or '').lower()}"
        number = WHOLE.get(number, number)
        if number in NUMBERS:
            return number
    return otherwise
