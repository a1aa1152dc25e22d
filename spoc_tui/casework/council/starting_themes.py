"""The themes a new desk starts with, and the report's own promises as the first loops.

Paragraph numbers are those of the Voluntary Sector Task Group's report to Medway Council (2020);
“App 1 Q4” is its appendix 1, question 4.
"""

from __future__ import annotations

from typing import NamedTuple

_CHALLENGES = (
    "Generating income",
    "Awareness of organisations",
    "Staff and volunteer capacity",
    "Recruiting volunteers",
    "Engaging service users",
    "Space to work in",
    "Networking opportunities",
    "Safeguarding",
    "Other challenges",
)
_SUGGESTIONS = (
    "Sustainable funding",
    "Recognition and commitment",
    "Contracts and local priority",
    "Support with volunteers",
    "Free training",
    "Support for small organisations",
    "Single point of contact",
    "Council buildings and outside spaces",
    "Co-design of strategies",
    "Business rates and overheads",
    "Knowledge of the sector within the council",
    "Council at the sector's events",
    "Feedback loops",
)
_ISSUES = (
    "City of Culture",
    "How commissioning works",
    "Working together on bids",
    "S106 contributions",
    "Social value in contracts",
    "Future High Street funds",
    "Ends and starts of contracts",
    "Compact with the sector",
    "Late payments",
    "Social prescribing referrals",
    "Medway Matters",
)
OF_BARRIERS = "App 1 Q2"
"""The paragraph of the themes that say what keeps people from volunteering."""
_BARRIERS = (
    "Volunteers' time",
    "Signing up as a volunteer",
    "Acknowledgement of volunteers",
)

THEMES: tuple[tuple[str, str], ...] = (
    *((name, "4.7") for name in _CHALLENGES),
    *((name, "App 1 Q4") for name in _SUGGESTIONS),
    *((name, "App 1 b") for name in _ISSUES),
    *((name, OF_BARRIERS) for name in _BARRIERS),
)
"""Name and paragraph: the nine challenges, the thirteen suggestions, the issues raised at the
meeting, and the barriers to volunteering.
"""


class Heard(NamedTuple):
    """A suggestion or recommendation of the report, as a loop begins."""

    said: str
    theme: str
    paragraph: str
    owner: str = ""


SURVEY = "The voluntary sector, in the 2019 survey"
MEETING = "The voluntary sector, at the committee in August 2019"
TASK_GROUP = "The Voluntary Sector Task Group"

RECOMMENDATIONS = (
    Heard(
        "Develop a Compact between the council and the voluntary sector.",
        "Compact with the sector",
        "Rec 1",
    ),
    Heard(
        "Make funding sustainable as part of the Compact; see that the new model of care allows "
        "for the sector's capacity; design a sustainable model together with the partnerships.",
        "Sustainable funding",
        "Rec 2",
    ),
    Heard(
        "Seek the sector's views on which schemes S106 contributions for community facilities "
        "could fund, after a pilot.",
        "S106 contributions",
        "Rec 3",
        "S106 officer",
    ),
    Heard(
        "Find the resources for a single point of contact for the sector.",
        "Single point of contact",
        "Rec 4",
        "Public Health",
    ),
    Heard(
        "Agree a Social Value policy that says how suppliers achieve meaningful social value.",
        "Social value in contracts",
        "Rec 5",
        "Procurement",
    ),
)

SUGGESTED = (
    Heard("A sustainable way of funding the sector.", "Sustainable funding", "App 1 Q4"),
    Heard(
        "A formal document that shows the council's commitment to the sector, and to working "
        "together.",
        "Recognition and commitment",
        "App 1 Q4",
    ),
    Heard(
        "No short contracts for the sector any more, and a way to put local organisations first.",
        "Contracts and local priority",
        "App 1 Q4",
        "Procurement",
    ),
    Heard("Help in finding new volunteers.", "Support with volunteers", "App 1 Q4"),
    Heard("Free training for organisations.", "Free training", "App 1 Q4"),
    Heard(
        "Better support for small organisations, perhaps by mentors.",
        "Support for small organisations",
        "App 1 Q4",
    ),
    Heard(
        "One officer to contact, so that talking with the council is easier.",
        "Single point of contact",
        "App 1 Q4",
    ),
    Heard(
        "Use of the council's buildings and outside spaces.",
        "Council buildings and outside spaces",
        "App 1 Q4",
        "Property",
    ),
    Heard(
        "Future strategies and plans designed together with the sector.",
        "Co-design of strategies",
        "App 1 Q4",
    ),
    Heard(
        "A review of business rates, and help with other overheads.",
        "Business rates and overheads",
        "App 1 Q4",
        "Revenues",
    ),
    Heard(
        "Talk within the council, so that more of its people know the sector.",
        "Knowledge of the sector within the council",
        "App 1 Q4",
        "Communications",
    ),
    Heard(
        "The council's presence and support at the sector's events.",
        "Council at the sector's events",
        "App 1 Q4",
    ),
    Heard(
        "Feedback loops, so that council and sector both know how the other gets on.",
        "Feedback loops",
        "App 1 Q4",
    ),
)

RAISED = (
    Heard("Make more of assets, to bring in funding.", "Generating income", "App 1 b"),
    Heard(
        "Use the City of Culture bid to win local people over, raise funds, and better health and "
        "wellbeing.",
        "City of Culture",
        "App 1 b",
    ),
    Heard(
        "Think again about how the sector is funded and how commissioning works.",
        "How commissioning works",
        "App 1 b",
        "VCS Commissioning",
    ),
    Heard(
        "Look at other areas' models, which cost less in the long run and answer better, and see "
        "what would work here.",
        "How commissioning works",
        "App 1 b",
    ),
    Heard(
        "Small charities could bid together for larger contracts and grants.",
        "Working together on bids",
        "App 1 b",
        "Better Together Consortium",
    ),
    Heard(
        "Community asset transfers.", "Council buildings and outside spaces", "App 1 b", "Property"
    ),
    Heard(
        "A social value part in every contract, to bring in funds.",
        "Social value in contracts",
        "App 1 b",
        "Procurement",
    ),
    Heard("S106 agreements that serve the sector.", "S106 contributions", "App 1 b", "Planning"),
    Heard(
        "Future High Street funds: venues for communities and the sector.",
        "Future High Street funds",
        "App 1 b",
    ),
    Heard(
        "Space for charities in community centres, as other councils give it.",
        "Space to work in",
        "App 1 b",
        "Community Services",
    ),
    Heard(
        "Look at what presses where one contract ends and the next begins.",
        "Ends and starts of contracts",
        "App 1 b",
        "Procurement",
    ),
    Heard(
        "Help volunteers at little cost: training, and safeguarding checks.",
        "Support with volunteers",
        "App 1 b",
    ),
    Heard(
        "An agreement or compact between the council and the sector.",
        "Compact with the sector",
        "App 1 b",
    ),
    Heard(
        "Speed up complaints that a charity was not paid in a reasonable time.",
        "Late payments",
        "App 1 b",
        "Chief Finance Officer",
    ),
    Heard(
        "See that the sector is paid for social prescribing referrals.",
        "Social prescribing referrals",
        "App 1 b",
        "Social Prescribing",
    ),
    Heard("One officer as the sector's point of contact.", "Single point of contact", "App 1 b"),
    Heard(
        "Use Medway Matters to make the sector known.",
        "Medway Matters",
        "App 1 b",
        "Medway Matters",
    ),
)

BY_WHOM = ((TASK_GROUP, RECOMMENDATIONS), (SURVEY, SUGGESTED), (MEETING, RAISED))
"""Who said it, and what; the survey's and the meeting's words are put shortly."""
SAID_ON = {TASK_GROUP: "2020-06-16", SURVEY: "2019-08-22", MEETING: "2019-08-22"}
"""The day each was said or written down."""
