"""The lists from which plans and events come in."""

from __future__ import annotations

from spoc_tui.casework.codesign.steps import Stage
from spoc_tui.casework.kinds.coming_in import ListOf, an_organisation
from spoc_tui.casework.kinds.fields import choice, link, named

PLANS = ListOf(
    name="plans",
    label="A forward plan, or a list of consultations",
    help="Title, Directorate or Team, Opens, Closes, Stage. A directorate with one team is that "
    "team’s. A day without a year is refused; a team that is not known is held.",
    one="invitation",
    asks=named(
        {
            "team": link("Team", "team", "whose they are where the list does not say it"),
            "stage": choice("Stage", Stage, "where the list does not say it: before-drafting"),
        }
    ),
)
EVENTS = ListOf(
    name="events",
    label="Events of the sector, as groups send them",
    help="Event, Host, Date, Time, Where. A day without a year is refused; a host that is not on "
    "record is held.",
    one="event",
    asks=named(
        {"host": link("Host", "organisation", "who holds them where the list does not say it")}
    ),
    called="host",
    answer=an_organisation("which organisation that is"),
)
