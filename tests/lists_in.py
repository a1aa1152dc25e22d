"""A list of each kind that comes in as declared records: with a line that is taken, one that is
held and one that is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from equality_forms import as_bytes as forms_as_bytes
from equality_made import to_choose_from
from factories import make_group, make_organisation, make_window
from survey_made import make_round

from db.store import Store
from spoc_tui.casework.kinds.catalogue import all_kinds
from spoc_tui.casework.kinds.coming_in import ListOf
from spoc_tui.casework.kinds.kind import Kind
from spoc_tui.casework.organisations.wards import COUNCIL_MEMBERS
from spoc_tui.casework.planning.obligations import Contribution

EVERY_LIST: list[tuple[Kind[Any], ListOf]] = [
    (kind, one) for kind in all_kinds() for one in kind.lists
]
CLUB = "Rook Lane Bowls Club"


class Sample(NamedTuple):
    """A made-up list."""

    text: str | bytes
    """Whose first line after the header is taken, the second held and the third refused."""
    given: Mapping[str, str] = {}
    prepare: Callable[[Store], object] = lambda store: None
    ending: str = ".csv"

    def write(self, folder: Path, name: str) -> Path:
        """The file of it."""
        file = folder / f"{name}{self.ending}"
        file.write_bytes(self.text if isinstance(self.text, bytes) else self.text.encode())
        return file


def _grants() -> str:
    head = "Identifier,Title,Description,Currency,Amount Awarded,Award Date,Recipient Org:Name"
    row = "{},Roof,A roof,{},2266,2026-01-15,{}"
    lines = [row.format("a1", "GBP", CLUB), row.format("a2", "GBP", "Far Away Trust")]
    return "\n".join([head, *lines, row.format("a3", "EUR", CLUB)])


SAMPLES: Mapping[str, Sample] = {
    "commitments": Sample(
        "Commitment,By,Owner\n"
        "Pay within 30 days,Council,Planning\n"
        "Answer letters,Council,Moon Team\n"
        "Nothing said,,\n",
    ),
    "grants": Sample(_grants()),
    "land": Sample(
        "UPRN,PropertyName,PostCode,TenureType,Colour\n"
        "100060000001,Elm Hall,ME2 2AA,Freehold,red\n"
        "100060000001,Elm Community Hall,ME2 2AA,Freehold,red\n"
        "1.00E+11,Oak Hall,ME2 2AA,Freehold,red\n",
        {"team": "Planning"},
    ),
    "assets": Sample(
        "name,nominating-group,decision,decision-date,end-date\n"
        f"The Bell,{CLUB},successful,2025-02-24,\n"
        "The Crown,Friends,unsuccessful,2025-02-24,\n"
        "ME4 4AA,Friends,successful,2025-02-24,\n"
    ),
    "rates": Sample(
        "Ratepayer,Property address,Relief,Percentage\n"
        f"{CLUB},Rook Lane,Mandatory,80\n"
        "Nobody,Elm,Mandatory,80\n"
        f"{CLUB},Elm,Transitional,10\n",
        {"year": "2026/27"},
    ),
    "roles": Sample(
        "Role,Organisation,Check,Closes\n"
        f"Driver,{CLUB},basic,2026-09-30\n"
        "Cook,Far Away Trust,none,\n"
        f"Coach,{CLUB},double,\n"
    ),
    "courses": Sample(
        "Subject,Date,Provider,Places\n"
        "Safeguarding,2026-06-10,Made-up College,12\n"
        "First aid,,Made-up College,12\n"
        "Fire safety,5 June,Made-up College,12\n"
    ),
    "hours": Sample(
        "Directorate,From,To,Hours,People\n"
        "Housing,2026-01-01,2026-03-31,120.5,30\n"
        "Moon Directorate,2026-01-01,2026-03-31,12,3\n"
        "Housing,,2026-03-31,300,1\n"
    ),
    "plans": Sample(
        "Title,Team,Opens,Closes,Stage\n"
        "Housing strategy,Planning,2026-06-01,2026-06-30,draft\n"
        "Parking,Moon Team,2026-06-01,2026-06-30,draft\n"
        "Markets,Planning,5 June,2026-06-30,draft\n"
    ),
    "events": Sample(
        "Event,Host,Date,Time\n"
        f"Summer fair,{CLUB},2026-07-10,14:00\n"
        "Winter fair,Far Away Trust,2026-12-10,\n"
        f"Spring fair,{CLUB},5 June,\n"
    ),
    "directory": Sample(
        "id,name,status,organization name,description,minimum_age,assured_date\n"
        f"1,Lunch club,active,{CLUB},A hot lunch,55,2005-01-01\n"
        "2,Walk,active,Far Away Trust,,,\n"
        f"3,Old club,defunct,{CLUB},,,\n"
    ),
    "counts": Sample(
        "Organisation,Service,Month,From,Referred,Accepted,Turned away,Colour\n"
        f"{CLUB},Lunch club,2026-02,GP,12,9,2,red\n"
        "Far Away Trust,,2026-02,GP,12,,,red\n"
        f"{CLUB},Lunch club,Q1 2026,GP,about 20,,,red\n"
    ),
    "notices": Sample(
        "ocid,tag,tender/title,tender/value/amount,tender/tenderPeriod/endDate,buyer/name\n"
        "ocds-x-1,tender,Meals at home,96000,2026-04-20T12:00:00Z,Planning\n"
        "ocds-x-2,tender,Care of gardens,,,Moon Council\n"
        "ocds-x-3,award,Rides,1,,Planning\n"
    ),
    "answers": Sample(
        "ID,Completion time,Email,Name of your group,"
        "How would you assess volunteering levels within the Sector?,Colour\n"
        f"1,2026-02-25 09:30,a@example.org,{CLUB},OK,red\n"
        "2,2026-02-26 09:30,,Far Away Trust,Poor,red\n"
        f"3,2099-02-27 09:30,,{CLUB},Good,red\n",
        {"round": "Early 2026"},
        lambda store: make_round(store, title="Early 2026", opened="2026-02-20"),
    ),
    "forms": Sample(
        forms_as_bytes({}, {"title": "Parking", "ticked": {"Race": "✓--"}}, {"on": "4 June"}),
        {"lead": "Head of Markets"},
        lambda store: to_choose_from(store, "Age", "Disability"),
        ".docx",
    ),
    "issues": Sample(
        "Issue,Copy by,Out on,Pages\n"
        "Spring 2027,2027-01-29,2027-03-01,2\n"
        "Summer 2027,,2027-06-01,2\n"
        "Autumn 2027,5 June,2027-09-01,2\n"
    ),
    "stories": Sample(
        "Organisation,Story,Published,Issue,Page\n"
        f"{CLUB},Bowls for all,2025-11-03,Winter 2025,4\n"
        "Far Away Trust,Far away,2025-11-03,,\n"
        f"{CLUB},Bowls again,5 June,,\n"
    ),
    "members": Sample(
        "Organisation,Person,Role,From,To\n"
        f"{CLUB},Ann Lee,chair,2026-04-01,\n"
        "Nobody,,,2026-04-01,\n"
        f"{CLUB},,king,2026-04-01,\n",
        {"group": "Liaison Group"},
        lambda store: make_group(store, "Liaison Group"),
    ),
    "applications": Sample(
        "Reference,Address,Proposal,Ward,Dwellings\n"
        "MC/26/0201,Land at Elm Lane,Outline for homes,Strood North,24\n"
        "MC/26/0202,Oak Yard,Erection of 20 dwellings,Rainham,\n"
        ",Ash Yard,Erection of 30 dwellings,Rainham,30\n",
        {"notice": "website", "opened": "2026-03-02"},
    ),
    "agreements": Sample(
        "developer-agreement,planning-application,start-date,document-url,agreement type,\n"
        "0123-da,MC/26/0123,12/03/2026,https://example.org/a.pdf,S106 ,\n"
        "0999-da,MC/26/0999,2026-03-12,,section-106,\n"
        ",MC/26/0123,2026-03-12,,section-106,\n",
        prepare=lambda store: make_window(store, "MC/26/0123"),
    ),
    "contributions": Sample(
        "developer-agreement-contribution,developer-agreement,contribution-purpose,amount,units,,\n"
        '0123-c1,MC/26/0123,commumnity-facilities ,"£25,103.88",,,\n'
        "0999-c1,0999-da,other,100,,,\n"
        "0123-c2,MC/26/0123,,100,,,\n",
        prepare=lambda store: make_window(store, "MC/26/0123"),
    ),
    "transactions": Sample(
        "developer-agreement-transaction,developer-agreement-contribution,"
        "contribution-funding-status,amount,units,start-date\n"
        "1,0123-c1,received ,1000.5,,12/03/2026\n"
        "2,0999-c1,spent,-100,,\n"
        "3,0123-c1,promised,100,,\n",
        prepare=lambda store: with_contribution(store),
    ),
    "councillors": Sample(
        "Councillor,Ward,From,Email\n"
        "Cllr Ann Lee,Strood North,04/05/2023,ann.lee@example.org\n"
        "Bea Hale,Rainham,,\n"
        "Cy Mole,,,\n",
        prepare=lambda store: with_councillor(store),
    ),
}
"""By the name of the list."""


def with_contribution(store: Store) -> None:
    """A window with a contribution of planning's list."""
    window = make_window(store, "MC/26/0123")
    new = Contribution(key="0123-c1", agreement="0123-da", purpose="community-facilities")
    store.declared("window").add_rows(window.uid, "contributions", [new])


def with_councillor(store: Store) -> None:
    """A councillor of another ward than the list has."""
    members = make_organisation(store, COUNCIL_MEMBERS).uid
    store.organisations.add_contact(members, "Bea Hale", role="councillor", wards="Luton")


def prepared(store: Store, of: ListOf) -> Sample:
    """The sample of a list, with what it rests on put on record."""
    sample = SAMPLES[of.name]
    make_organisation(store, CLUB)
    sample.prepare(store)
    return sample
