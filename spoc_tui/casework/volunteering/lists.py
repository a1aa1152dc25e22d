"""The lists from which roles, courses and staff hours come in. No person is in any of them."""

from __future__ import annotations

from spoc_tui.casework.kinds.coming_in import ListOf, an_organisation
from spoc_tui.casework.kinds.fields import link, named

_NO_NAMES = (
    "No names: a list with a column for a person, a certificate or a conviction is refused, and a "
    "line with a certificate’s number."
)
ROLES = ListOf(
    name="roles",
    label="Roles for volunteers",
    help="Role, Organisation, Ward, When, Places, Check, Training, Opens, Closes. An organisation "
    f"that is not on record is held, a role of one that is closed is refused. {_NO_NAMES}",
    one="role",
    asks=named(
        {
            "organisation": link(
                "Organisation", "organisation", "whose they are where the list does not say it"
            )
        }
    ),
    called="organisation",
    answer=an_organisation("which organisation that is"),
)
COURSES = ListOf(
    name="courses",
    label="Courses for volunteers",
    help=f"Subject, Date, Provider, Where, Free, Places, Taken, Book by. {_NO_NAMES}",
    one="course",
)
HOURS = ListOf(
    name="hours",
    label="Hours that staff volunteered",
    help="Directorate, From, To, Hours, People. 7.5 and 7:30 are both seven and a half hours. "
    f"Directorates and hours only. {_NO_NAMES}",
    one="entry of staff time",
    several="entries of staff time",
    called="directorate",
    answer=named({"directorate": link("Directorate", "directorate", "which one that is")})[
        "directorate"
    ],
)
