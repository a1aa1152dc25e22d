"""The list from which opportunities come in."""

from __future__ import annotations

from spoc_tui.casework.kinds.coming_in import ListOf
from spoc_tui.casework.kinds.fields import line, link, named, yes_no

NOTICES = ListOf(
    name="notices",
    label="Notices of Find a Tender or Contracts Finder",
    help="As both give them: OCDS in JSON, or their CSV. One ocid is one opportunity, however many "
    "releases it has: what changed is changed, and a closing day that moved is kept. An award is "
    "refused; a call-off, a buyer who is on no list, and a closing day far ahead are held.",
    forms="JSON, CSV or Excel",
    one="opportunity",
    several="opportunities",
    asks=named(
        {
            "team": link("Buyer", "team", "whose they are where the list’s buyer is not known"),
            "buyer": line("Only of", "a part of the buyer’s name, or postcode; blank: all"),
            "far": yes_no("Far ahead", "whether closing days over a year ahead are meant"),
        }
    ),
    called="buyer",
    answer=named({"team": link("Buyer", "team", "which team or partner that is")})["team"],
)
