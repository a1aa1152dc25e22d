"""What buying begins with: the pipeline of the council's contracts, the earliest word that there is
of them (the report's 6.23 to 6.33 ask that the sector hears early).
"""

from __future__ import annotations

from spoc_tui.casework.kinds.starter import Starter, StartingRecord

STARTER = Starter(
    records={
        "pipeline": StartingRecord(
            "opportunity",
            {
                "title": "The council’s pipeline of contracts",
                "team": "Procurement",
                "notice": "pipeline",
                "heard": "2025-02-24",  # from when the Procurement Act 2023 has such notices
                "what_for": "The contracts that the council expects to begin to buy within the "
                "year. What is of use to the sector becomes an opportunity of its own.",
                "notes": "Whether anybody passes it on to the sector is to be asked. The report of "
                "2020 said of the question on social value that it was very broad, with no "
                "definition (6.31): whether that is still so is to be asked too.",
            },
        )
    },
)
