"""What the Task Group's report says of the magazine (appendix 1 b): that it is used to make the
sector known. The idea of a first story, of those who speak for the sector.
"""

from __future__ import annotations

from spoc_tui.casework.kinds.starter import Begun, Starter, StartingOrganisation, StartingRecord

SECTOR = "Medway Voluntary Action"

STARTER = Starter(
    organisations=(StartingOrganisation(SECTOR, ("MVA",)),),
    records={
        "sector": StartingRecord(
            "story",
            {
                "organisation": Begun(SECTOR),
                "angle": "What the voluntary sector does in Medway",
                "notes": "The Task Group’s report of 2020, appendix 1 b: use Medway Matters to "
                "raise awareness of the sector. How often it is out today was not found: ask "
                "Communications for its copy dates.",
            },
        ),
    },
)
