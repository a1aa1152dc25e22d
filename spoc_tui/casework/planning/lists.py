"""The lists from which something of planning comes in."""

from __future__ import annotations

from spoc_tui.casework.kinds.coming_in import ListOf
from spoc_tui.casework.kinds.fields import choice, day, link, named, number
from spoc_tui.casework.planning.notices import NoticeKind

APPLICATIONS = ListOf(
    name="applications",
    label="Planning’s weekly list",
    help="Reference, address, proposal, ward, dates. An application for as many homes as a "
    "contribution is asked for becomes a window. Where only its description says how many, it is "
    "held with that number proposed; one with fewer homes, or none, is held as well.",
    one="window",
    asks=named(
        {
            "notice": choice("Notice", NoticeKind, "how they are made known", needed=True),
            "opened": day("First day", "of the notice, of rows that say none"),
            "group": link("Consortium", "group", "whose members are asked"),
        }
    ),
    called="application",
    answer=named({"dwellings": number("Homes", "how many it is for", least=1, most=20_000)})[
        "dwellings"
    ],
)
AGREEMENTS = ListOf(
    name="agreements",
    label="Developer contributions: agreements",
    help="The first of the three national lists: developer-agreement, planning-application, type, "
    "dates, document-url. Each goes to the window of its application; one of which there is no "
    "window is held.",
    one="agreement",
)
CONTRIBUTIONS = ListOf(
    name="contributions",
    label="Developer contributions: what is to be paid",
    help="The second of the three: developer-agreement-contribution, developer-agreement, "
    "contribution-purpose, amount, units. Each goes where its agreement is: import the agreements "
    "first.",
    one="contribution",
)
TRANSACTIONS = ListOf(
    name="transactions",
    label="Developer contributions: what became of them",
    help="The third of the three: developer-agreement-transaction, "
    "developer-agreement-contribution, contribution-funding-status, amount. Each goes where its "
    "contribution is: import the contributions first.",
    one="transaction",
)
COUNCILLORS = ListOf(
    name="councillors",
    label="Councillors, by ward",
    help="Name, ward, from, to, e-mail, phone; party goes into no field. Each becomes a person of "
    "“Medway Council, members” with the role of councillor. Who is there with another ward or "
    "other days is held; who is there and not in the list is named.",
    one="councillor",
)
OF_WINDOWS = (APPLICATIONS, AGREEMENTS, CONTRIBUTIONS, TRANSACTIONS, COUNCILLORS)
