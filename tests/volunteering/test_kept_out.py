"""No volunteer, certificate or conviction is kept: in no record, draft, note or list."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from cli_desk import Cli
from factories import dump, make_award, make_organisation
from volunteering_made import NEEDED, make_volunteering

from db.kinds.importing import run_import
from db.store import Store
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.catalogue import AREAS, all_kinds, kind_of
from spoc_tui.casework.kinds.coming_in import Verdict, list_named
from spoc_tui.casework.kinds.fields import Line, Text
from spoc_tui.casework.records.kinds import KIND_OF
from spoc_tui.casework.records.link import Says
from spoc_tui.casework.volunteering.kept_out import has_certificate, is_of_a_person

NUMBER = "001234567890"


@pytest.mark.parametrize(
    "words",
    [
        NUMBER,
        f"DBS{NUMBER}",
        f"Seen: {NUMBER}.",
        "0012 3456 7890",
        "001-234-567-890",
        "001234 567890",
        "00 12 34 56 78 90",
        "0012\u00a03456\u00a07890",
        "0012–3456–7890",
    ],
)
def test_twelve_digits_may_be_a_certificate(words: str) -> None:
    assert has_certificate(words)


@pytest.mark.parametrize(
    "words",
    [
        "+44 1634 960001",
        "+441634960001",
        "01634 960001",
        "12345678901",
        "1234567890123",
        "on 2026-11-30 at 09:30",
        "2026-11-30 0930",
        "10.30-12.30, 14.30-16.30",
        "£1,200,000 of 3,500",
        "CRS-26-0001",
    ],
)
def test_other_digits_are_none(words: str) -> None:
    assert not has_certificate(words)


@pytest.mark.parametrize(
    "heading",
    [
        *("Name", "Volunteer", "Volunteer’s name", "Volunteer Name", "Surname", "First name"),
        *("Staff name", "Employee No", "Payroll number", "Date of birth", "DOB", "Email"),
        *("DBS number", "DBS certificate no.", "Certificate", "DBS issued", "Convictions"),
        *("Name of volunteer", "Names of attendees", "Attendees", "Booked by", "Line manager"),
        *("Volunteer ref", "Preferred name", "E-mail of the applicant"),
        *("Any offences?", "Criminal record", "Disclosure", "DBS", "dbs_status"),
    ],
)
def test_a_column_of_a_person_is_refused(heading: str) -> None:
    assert is_of_a_person(heading)


def test_no_column_that_a_list_has_is_of_a_person() -> None:
    from spoc_tui.registers.volunteering import COURSES, HOURS, ROLES

    of = [head for one in (ROLES, COURSES, HOURS) for heads in one.of.values() for head in [heads]]
    heads = [head for heads in of for head in heads.split(", ")]
    assert [head for head in heads if is_of_a_person(head)] == []
    for heading in ("Organisation name", "Number of volunteers", "Volunteers needed", "Places"):
        assert not is_of_a_person(heading)


def words_of(code: str) -> list[str]:
    return [
        name
        for name, field in kind_of(code).fields.items()
        if isinstance(field, Line | Text) and field.typed
    ]


KINDS = AREAS["volunteering"].kinds


def test_none_of_its_kinds_has_a_field_for_a_person() -> None:
    for kind in all_kinds():
        if kind.area == "volunteering":
            fields = kind.fields.values()
            assert not any(one.personal for one in fields)
            assert not any(getattr(one, "of", None) == "contact" for one in fields)
            notes = kind.fields["notes"].help
            assert "no names" in notes


@pytest.mark.parametrize(
    ("code", "field"), [(code, field) for code in KINDS for field in words_of(code)]
)
def test_a_certificate_in_any_words_of_its_records_is_refused(
    store: Store, code: str, field: str
) -> None:
    make_organisation(store)
    before = dump(store)
    with pytest.raises(BadInput, match="twelve digits") as refused:
        store.declared(code).add({**NEEDED[code], field: f"Seen {NUMBER}"})
    assert refused.value.field == field
    assert NUMBER not in str(refused.value)
    assert dump(store) == before
    uid = make_volunteering(store, code).uid
    before = dump(store)
    with pytest.raises(BadInput, match="twelve digits"):
        store.declared(code).edit(uid, {field: f"Seen {NUMBER}"})
    assert dump(store) == before


def test_nor_is_it_kept_in_what_hangs_on_them(store: Store) -> None:
    make_organisation(store)
    uid = make_volunteering(store, "signup").uid
    other = make_award(store, "Rook Lane").uid
    its = store.declared("signup")
    before = dump(store)
    for refused in (
        lambda: its.note(uid, f"It is {NUMBER}"),
        lambda: store.promises.make(uid, f"Look at {NUMBER}", store.today()),
        lambda: store.links.link(other, uid, Says.ABOUT, words=NUMBER),
        lambda: its.act(uid, "give-up", {"words": f"Conviction, {NUMBER}"}),
        lambda: its.act(uid, "close", {"why": NUMBER}),
    ):
        with pytest.raises(BadInput, match="twelve digits"):
            refused()
    assert dump(store) == before
    store.declared("award").note(other, NUMBER)  # of no volunteer: another area


def test_nothing_of_it_is_in_a_draft(store: Store) -> None:
    make_organisation(store)
    drafts, at = store.drafts, store.now()
    typed = {"role_kind": "Driver", "notes": f"Seen {NUMBER}"}
    uid = drafts.save(typed, started_at=at, uid=None, of=KIND_OF["signup"])
    kept = drafts.get(uid)
    assert kept is not None
    assert dict(kept.fields) == {"role_kind": "Driver"}
    record = make_volunteering(store, "signup").uid
    given = {"words": NUMBER, "on": "today"}
    act = drafts.save(
        given, started_at=at, uid=None, of=KIND_OF["signup"], record=record, act="give-up"
    )
    kept = drafts.get(act)
    assert kept is not None
    assert dict(kept.fields) == {"on": "today"}
    assert NUMBER not in dump_text(store)


def dump_text(store: Store) -> str:
    return "\n".join(store.connection.iterdump())


BAD = {
    "roles": ("role", "Role,Organisation,Notes{}\nDriver,Rook Lane Bowls Club,{}{}\n"),
    "courses": ("course", "Subject,Date,Notes{}\nFirst aid,2026-06-10,{}{}\n"),
    "hours": ("stafftime", "Directorate,To,Hours,Notes{}\nHousing,2026-03-31,7,{}{}\n"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("column", ["Volunteer name", "DBS certificate number", "Convictions"])
def test_a_list_with_such_a_column_is_refused(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str, column: str
) -> None:
    code, text = BAD[name]
    make_organisation(store)
    before = dump(store)
    file = tmp_path / "list.csv"
    file.write_text(text.format(f",{column}", "", ",Zebedee Quill"), encoding="utf-8")
    with caplog.at_level(logging.DEBUG), pytest.raises(BadInput, match="no names") as refused:
        run_import(store, kind_of(code), list_named(kind_of(code), name), file)
    assert column in str(refused.value)
    assert "Zebedee" not in str(refused.value) + caplog.text
    assert dump(store) == before
    assert "Zebedee" not in dump_text(store)


@pytest.mark.parametrize("name", BAD)
def test_a_line_with_a_certificate_is_refused(store: Store, tmp_path: Path, name: str) -> None:
    code, text = BAD[name]
    make_organisation(store)
    file = tmp_path / "list.csv"
    file.write_text(text.format("", NUMBER, ""), encoding="utf-8")
    before = dump(store)
    for dry in (True, False):
        of = list_named(kind_of(code), name)
        (line,) = run_import(store, kind_of(code), of, file, dry_run=dry).lines
        assert line.verdict is Verdict.REFUSED
        assert "twelve digits" in line.why
        assert line.what == ""
        assert NUMBER not in line.why
    assert dump(store) == before


def test_the_command_line_refuses_it_and_repeats_nothing(
    cli: Cli, store: Store, tmp_path: Path
) -> None:
    make_organisation(store)
    code, text = BAD["roles"]
    file = tmp_path / "list.csv"
    file.write_text(text.format("", f"Zebedee {NUMBER}", ""), encoding="utf-8")
    said = json.dumps(cli.json("volunteering", code, "import", str(file)))
    assert NUMBER not in said
    assert "Zebedee" not in said
    assert "refused" in said
