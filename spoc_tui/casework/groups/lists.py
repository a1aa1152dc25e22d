"""The lists from which a group's members come in."""

from __future__ import annotations

from spoc_tui.casework.kinds.coming_in import ListOf, an_organisation
from spoc_tui.casework.kinds.fields import link, named

MEMBERS = ListOf(
    name="members",
    label="Members of a group",
    help="Organisation, Person, Role, From and To, as people usually call them. Who sits there and "
    "is not on record is put there, at their organisation. A seat that is there on other days is "
    "held.",
    one="member",
    asks=named({"group": link("Group", "group", "whose members they are", needed=True)}),
    called="name",
    answer=an_organisation("which one is meant"),
)
