"""What the Task Group's report says of social prescribing: the assurance and the updates that its
recommendations 2b and 2c ask for. How it says so is in our words: read it there.
"""

from __future__ import annotations

from spoc_tui.casework.council.starting_themes import SAID_ON, TASK_GROUP
from spoc_tui.casework.kinds.starter import Starter, StartingRecord

REPORTED = SAID_ON[TASK_GROUP]
_NO_DAY = (
    "The report gives no days: its own stands for when it was asked (16 June 2020). Which board "
    "answers today is to be asked: the clinical commissioning groups of the report are gone."
)


def _asked(words: str, of: str, where: str, notes: str) -> StartingRecord:
    return StartingRecord(
        "assurance",
        {
            "words": words,
            "asked_of": of,
            "asked": REPORTED,
            "asked_in": where,
            "notes": f"{notes} {_NO_DAY}",
        },
    )


STARTER = Starter(
    records={
        "capacity": _asked(
            "That social prescribing takes into account what room the sector has",
            "The integrated care partnership board",
            "recommendation 2b, paragraphs 6.10 to 6.14",
            "Resources are to follow the patient (6.11); the sector asks how it receives money for "
            "referrals (appendix 1).",
        ),
        "updates": _asked(
            "That the Health and Wellbeing Board is kept up to date",
            "The Health and Wellbeing Board",
            "recommendation 2c",
            "Updates on how social prescribing develops, with what is known of room and money.",
        ),
    },
)
