"""The pilot of the Task Group's report: its paragraphs 6.17 to 6.22 and recommendation 3; and
the organisation whose people the councillors are.
"""

from __future__ import annotations

from spoc_tui.casework.groups.starter import MEMBERS
from spoc_tui.casework.kinds.starter import Begun, Starter, StartingOrganisation, StartingRecord
from spoc_tui.casework.organisations.wards import COUNCIL_MEMBERS

_MILESTONES = (
    "The consortium agrees to be the point of contact (6.20)",
    "Two sites are chosen, one where not much is planned (6.20)",
    "Schemes are gathered by ward before any application (6.22)",
    "Ward councillors are consulted (recommendation 3)",
    "Views are sent in time from both sites (6.22)",
    "The developers are asked whether they understood (6.20)",
    "The evaluation goes to Cabinet (recommendation 3)",
)

STARTER = Starter(
    organisations=(*MEMBERS, StartingOrganisation(COUNCIL_MEMBERS)),
    records={
        "pilot": StartingRecord(
            "pilot",
            {
                "title": "Pilot of section 106 contributions",
                "notes": "The report names no sites and sets no days. Whether the consortium has "
                "the same members today is to be asked.",
            },
            {
                "sites": ({"role": "growth"}, {"role": "low-development"}),
                "members": tuple({"organisation": Begun(one.name)} for one in MEMBERS),
                "milestones": tuple({"words": words} for words in _MILESTONES),
            },
        )
    },
)
