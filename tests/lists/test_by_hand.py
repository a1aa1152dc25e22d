"""Lists as people keep them: no cell is dropped unsaid, and no remark or sum is an organisation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import (
    ListedOrganisation,
    ListedPerson,
    ListRow,
    RefusedRow,
)
from spoc_tui.registers.organisations import OpenedList, look_at, open_list

Open = Callable[..., OpenedList]
AN_ORGANISATION = "Alder House,45 Example Road,ME4 6AA,01634 555001"


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """Opens a list of these lines, or of this text."""

    def written(*lines: str, name: str = "list.csv") -> OpenedList:
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding="utf-8")
        return open_list(path)

    return written


def listed(row: ListRow) -> ListedOrganisation:
    assert isinstance(row, ListedOrganisation), row
    return row


def refused(row: ListRow) -> str:
    assert isinstance(row, RefusedRow), row
    return row.why


def test_of_two_rows_of_headings_the_one_that_names_more(opened: Open) -> None:
    found = opened(
        "Organisation,,Contact,,Other",
        "Name of Group,P/code,Contact(s),Tel,Last seen",
        "Alder House,ME4 6AA,Jo Example,01634 555001,12/11/2026",
    )
    assert list(found.remarks) == [
        "Line 1 is above the column names: “Organisation”, “Contact”, “Other”."
    ]
    one = listed(*found.rows)
    assert (one.name, one.postcode, one.phone) == ("Alder House", "ME4 6AA", "01634 555001")
    assert one.people == (ListedPerson("Jo Example"),)
    assert one.notes == "Last seen: 12/11/2026"


def test_heads_of_groups_tell_columns_of_one_name_apart(opened: Open) -> None:
    found = opened(
        "Community groups,,,,",
        "Organisation,,Contact,,",
        "Name,Phone,Name,Phone,Ward",
        "Alder House,01634 555001,Jo Example,07700 900111,Luton",
    )
    one = listed(*found.rows)
    assert (one.name, one.phone, one.ward) == ("Alder House", "01634 555001", "Luton")
    assert one.people == (ListedPerson("Jo Example", phone="07700 900111"),)


def test_a_second_row_that_names_what_the_first_has_no_name_for(opened: Open) -> None:
    found = opened(
        "Name,Address,,,Tel",
        ",Line 1,Town,Postcode,",
        "Alder House,45 Example Road,Chatham,ME4 6AA,01634 555001",
    )
    one = listed(*found.rows)
    assert (one.address, one.postcode) == ("45 Example Road, Chatham", "ME4 6AA")


def test_headings_sums_and_remarks_are_no_organisations(opened: Open) -> None:
    found = opened(
        "Name,Town,Postcode,Tel,Grant",
        "CHATHAM,,,,",
        "Alder House,Chatham,ME4 6AA,01634 555001,100",
        "Total Insight Theatre,Chatham,ME4 6AA,01634 555003,1",
        "Sub-total,,,,101",
        "Gillingham,,,,",
        "Birch Society,Gillingham,ME7 1AA,01634 555002,50",
        "Youth clubs,,,,",
        "Cedar Group,Rainham,,,",
        "Damson Club,,,,",
        "Name,Town,Postcode,Tel,Grant",
        "Chatham total,3,,,151",
        "TOTAL:,,,,151",
        "Key: * = registered,,,,",
        "Last updated 3 March 2026,,,,",
    )
    rows = list(found.rows)
    names = [row.name for row in rows if isinstance(row, ListedOrganisation)]
    assert names == [
        *("Alder House", "Total Insight Theatre", "Birch Society", "Cedar Group"),
        "Damson Club",  # which only looks like an organisation of which no more is known
    ]
    why = {row.line: row.why for row in rows if isinstance(row, RefusedRow)}
    assert [line for line, said in why.items() if "seems to be a heading" in said] == [2, 6, 8]
    assert [line for line, said in why.items() if "a sum of other rows" in said] == [5, 12, 13]
    assert [line for line, said in why.items() if "a remark on the list" in said] == [14, 15]
    assert why[11] == "This is a line of column names."


def test_names_alone_are_organisations_where_most_rows_are(opened: Open) -> None:
    rows = opened("Name,Tel", "LIONS,", "BEARS,", "Chatham,", "Tigers,01634 555001").rows
    assert all(isinstance(row, ListedOrganisation) for row in rows)


def test_a_header_again_is_refused_however_its_column_is_called(opened: Open) -> None:
    first, again, last = opened("Grp,Town", "Lions,Chatham", "GRP,Town", "Bears,Strood").rows
    assert (listed(first).name, listed(last).name) == ("Lions", "Bears")
    assert refused(again) == "This is a line of column names."


@pytest.mark.parametrize("mark", ['""""', "-do-", "Ditto", "as above", "〃", "DO."])
def test_a_ditto_mark_takes_the_value_above(opened: Open, mark: str) -> None:
    found = opened(
        "Name,Address,Tel", "Alder,45 Example Road,1", f"Birch,{mark},2", f"Elm,{mark},3"
    )
    _, birch, elm = map(listed, found.rows)
    assert birch.address == elm.address == "45 Example Road"
    assert dict(birch.row)["Address"] == mark.replace('""""', '"')


def test_a_ditto_mark_below_nothing_is_refused(opened: Open) -> None:
    assert "nothing above it" in refused(*opened("Name,Address", "Alder,ditto").rows)


def test_what_is_not_known_is_kept_under_its_name(opened: Open) -> None:
    found = opened(
        "No,Name,Tel / Mob,Latitude,Transaction,Grant",
        "1,Alder House,01634 555001 (Jo),51.38010001,5100505736,100",
        "2,Birch Society,Sam 07700 900123,51.38020001,5100505737,",
    )
    alder, birch = map(listed, found.rows)
    assert (alder.phone, birch.phone) == ("01634 555001 (Jo)", "Sam 07700 900123")
    assert alder.notes == "Latitude: 51.38010001\nTransaction: 5100505736\nGrant: 100"
    assert list(found.remarks) == ["Left out: the column “No”."]


def test_numbers_are_read_by_the_register_of_their_column(opened: Open) -> None:
    found = opened(
        "Charity name,Reg charity number,Scottish Charity Number,NI Charity Number",
        "Alder,1000002,2327,",
        "Birch,NI106288,SC004252,100016",
    )
    numbers = [[number.text for number in listed(row).identifiers] for row in found.rows]
    assert numbers == [
        ["GB-CHC-1000002", "GB-SC-SC002327"],
        ["GB-NIC-106288", "GB-SC-SC004252", "GB-NIC-100016"],
    ]


def test_a_lists_own_id_is_its_key(opened: Open) -> None:
    rows = opened("Org ID,Organisation", "ORG001,Alder House", "ORG002,Birch Society").rows
    assert [(listed(row).key, listed(row).notes) for row in rows] == [
        ("ORG001", ""),
        ("ORG002", ""),
    ]
    mixed = opened("Org ID,Organisation", "GB-CHC-1000003,Alder House", "A-7,Birch Society").rows
    assert [listed(row).key for row in mixed] == ["GB-CHC-1000003", "A-7"]


def test_what_is_too_long_for_its_field_is_a_note(opened: Open) -> None:
    link = f"https://example.org/?{'x=1&' * 90}"
    line = f"Alder House,01634 555001,{link},{'a ' * 140}rd,{'b ' * 140}st"
    one = listed(*opened("Name,Tel,Facebook,Address 1,Address 2", line).rows)
    assert (one.name, one.phone, one.web, one.address) == ("Alder House", "01634 555001", "", "")
    assert f"Facebook: {link}" in one.notes
    assert "Address: a a" in one.notes


def test_a_grant_is_of_its_recipient(opened: Open) -> None:
    found = opened(
        "Identifier,Title,Award Date,Recipient Org:Identifier,Recipient Org:Name,"
        "Recipient Org:Postal Code,Funding Org:Identifier,Funding Org:Name",
        "G-1,Grant to Alder,2026-01-18,GB-CHC-1000003,Alder House,ME4 6AA,GB-LAE-MDW,A Council",
        "G-2,Grant to Birch,2026-01-18,G-x-2,Birch Society,ME7 1AA,GB-LAE-MDW,A Council",
    )
    alder, birch = map(listed, found.rows)
    assert (alder.name, alder.key, alder.postcode) == ("Alder House", "GB-CHC-1000003", "ME4 6AA")
    assert (birch.name, birch.key, birch.identifiers) == ("Birch Society", "G-x-2", ())
    assert "Identifier: G-1\nTitle: Grant to Alder" in alder.notes
    assert "Funding Org:Name: A Council" in alder.notes


def test_objects_within_objects_are_columns(opened: Open) -> None:
    found = opened(
        '{"grants": [{"id": "G-1", "recipientOrganization": [{"id": "GB-CHC-1000003",'
        '"name": "Alder House", "locations": [{"addresses": [{"address_1": "45 Example Road",'
        '"city": "Chatham", "postal_code": "ME4 6AA"}]}], "identifiers": ['
        '{"identifier_scheme": "GB-COH", "identifier": "01234567"}], "phones": [{"id": "p1",'
        '"number": "01634 555001"}]}], "fundingOrganization": [{"name": "A Council"}]}]}',
        name="list.json",
    )
    one = listed(*found.rows)
    assert (one.name, one.postcode, one.phone) == ("Alder House", "ME4 6AA", "01634 555001")
    assert one.address == "45 Example Road, Chatham"
    assert [number.text for number in one.identifiers] == ["GB-CHC-1000003", "GB-COH-01234567"]
    assert "fundingOrganization.name: A Council" in one.notes


def test_keys_that_come_late_are_kept(opened: Open) -> None:
    late = "".join(f'{{"name": "Club {n}"}}\n' for n in range(1_000))
    *_, last = opened(f'{late}{{"name": "Alder", "mascot": "a bear"}}', name="list.json").rows
    assert listed(last).notes == "other values: mascot: a bear"


def test_a_cell_of_nested_data_is_left_out_and_said(opened: Open) -> None:
    found = opened("Name;Details", 'Alder;{""x"": 1}', 'Birch;[{""x"": 2}]')
    assert found.mapping["Details"] == "-"
    assert list(found.remarks) == ["Left out: the column “Details”."]


def test_a_column_alike_in_all_rows_tells_nobody_from_another(opened: Open) -> None:
    lines = [f"Club {n},info@host.example" for n in range(6)]
    found = opened("Name,Email", *lines)
    assert found.mapping["Email"] == "notes"
    assert listed(next(iter(found.rows))).notes == "Email: info@host.example"


def test_a_name_that_nobody_has_gives_way_to_one_that_all_have(opened: Open) -> None:
    found = opened("Charity name,Establishment name,Tel", ",Alder School,1", ",Birch School,2")
    assert [listed(row).name for row in found.rows] == ["Alder School", "Birch School"]


def test_people_of_several_roles_are_several(opened: Open) -> None:
    head = "Club,Chair,Chair email,Treasurer,Treasurer phone"
    one = listed(*opened(head, "Lions,Ann Lee,ann@example.org,Bob Ray,01634 000000").rows)
    assert one.people == (
        ListedPerson("Ann Lee", "chair", email="ann@example.org"),
        ListedPerson("Bob Ray", "treasurer", "01634 000000"),
    )


def test_a_state_that_cannot_be_read_is_kept(opened: Open) -> None:
    one = listed(*opened("Name,Status", "Alder,on hold").rows)
    assert (one.state, one.standing, one.notes) == ("active", "on hold", "Status: on hold")


def test_a_county_is_no_state_of_an_organisation(opened: Open) -> None:
    one = listed(*opened("Organization,City,State,Zip Code", "Alder,Chatham,Kent,ME4 6AA").rows)
    assert (one.address, one.postcode, one.standing) == ("Chatham, Kent", "ME4 6AA", "")


def test_a_row_with_a_cell_too_many_is_refused(opened: Open) -> None:
    head = "Name,Address,Postcode,Tel"
    assert "Cells in this row: 5" in refused(*opened(head, f"{AN_ORGANISATION},x").rows)
    shifted = opened(f"{head},Notes", "Alder,1 High St,Chatham,ME4 6AA,01634 555001").rows
    assert "one column too far to the right: in Postcode is “Chatham”" in refused(*shifted)


def test_commas_at_the_ends_of_rows_harm_nobody(opened: Open) -> None:
    head = "Name,Address,Postcode,Tel"
    for lines in (
        (f"{head},,", AN_ORGANISATION),
        (head, f"{AN_ORGANISATION},,,"),
        (f"{head},,", f"{AN_ORGANISATION},,called twice"),
    ):
        one = listed(*opened(*lines).rows)
        assert (one.name, one.phone) == ("Alder House", "01634 555001")
    assert one.notes == "column 6: called twice"


@pytest.mark.parametrize(
    "line",
    [
        'Alder House, "45 Example Road, Chatham", 01634 555001',
        "'Alder House','45 Example Road, Chatham','01634 555001'",
    ],
)
def test_quotes_as_people_write_them(opened: Open, line: str) -> None:
    one = listed(next(iter(opened("Name,Address,Tel", line, line.replace("Alder", "Elm")).rows)))
    assert (one.name, one.address) == ("Alder House", "45 Example Road, Chatham")
    assert one.phone == "01634 555001"


def test_another_table_of_a_register_is_not_taken_for_it(opened: Open, tmp_path: Path) -> None:
    lines = (
        "registered_charity_number,linked_charity_number,charity_name_type,charity_name",
        "900001,0,Working Name,THE EXAMPLE",
    )
    with pytest.raises(BadInput, match="another table of the register of the Charity Commission"):
        opened(*lines)
    with pytest.raises(BadInput, match="another table"):
        look_at(tmp_path / "list.csv")
