"""The forms from which impact assessments come in."""

from __future__ import annotations

from spoc_tui.casework.kinds.coming_in import ListOf
from spoc_tui.casework.kinds.fields import line, link, named

POST = "the post, and not a name"
FORMS = ListOf(
    name="forms",
    label="The council’s form, filled in",
    help="A Word file with one form, or several: its title, date, eight sections, grid and action "
    "plan. Who filled it in and who authorised it is not taken, as that names people: say the "
    "posts. A group of the grid that is on no list is held.",
    forms="Word",
    one="impact assessment",
    asks=named(
        {
            "lead": line("Lead officer", POST, needed=True),
            "authoriser": line("Authorised by", f"{POST}; blank: not authorised here"),
            "owner": link("Owner", "team", "of the actions whose team the form does not say"),
        }
    ),
    called="group",
    answer=named({"group": link("Group", "characteristic", "which one of the list that is")})[
        "group"
    ],
)
