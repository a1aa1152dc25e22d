"""No patient, ever: what is refused leaves no record, draft, history, report or log."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from desk_app import NARROW, desk, fill, flat, press, settled
from factories import make_enquiry, make_organisation, whole_file
from hypothesis import given
from hypothesis import strategies as st
from prescribing_made import make_prescribing

from db.kinds.importing import run_import
from db.store import Store
from screens.kinds.form import DeclaredForm
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.catalogue import kind_of
from spoc_tui.casework.kinds.coming_in import ListIn, Verdict
from spoc_tui.casework.prescribing.kept_out import has_nhs_number, is_nhs_number
from spoc_tui.casework.prescribing.lists import COUNTS
from spoc_tui.casework.records.kinds import KIND_OF
from spoc_tui.casework.records.link import Says

NUMBER = "943 476 5919"
"""The number that the NHS's own examples have; nobody's."""
HEAD = "Organisation,Service,Month,Referred,Accepted,Source"


def traces(store: Store, folder: Path | None = None) -> bool:
    """Whether its digits are anywhere in the database, or in a file beside it."""
    plain = NUMBER.replace(" ", "")
    files = [one for one in (folder or Path("/nowhere")).glob("**/*.log") if one.is_file()]
    texts = [whole_file(store), *(one.read_text(encoding="utf-8") for one in files)]
    return any(plain in text or NUMBER in text for text in texts)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (NUMBER, True),
        ("9434765919", True),
        ("for 943-476-5919, please", True),
        ("(943.476.5919)", True),
        ("943\u00a0476\u00a05919", True),
        ("94347 65919", True),
        ("9434765918", False),  # its check digit is another
        ("943 476 5910", False),
        ("01634 306000", False),
        ("0401 234 5678", False),
        ("99434765919", False),  # eleven digits
        ("94347659191", False),
        ("+44 7700 900123", False),
        ("2026-04-03 09:30", False),
        ("£9,434,765,919", False),
        ("GB-CHC-1123456", False),
        ("", False),
    ],
)
def test_an_nhs_number_is_told_by_its_check_digit(words: str, found: bool) -> None:
    assert has_nhs_number(words) is found


@given(st.integers(10**8, 10**9 - 1))
def test_of_ten_last_digits_at_most_one_makes_a_number(nine: int) -> None:
    total = sum((10 - at) * int(digit) for at, digit in enumerate(str(nine)))
    checks = [last for last in range(10) if (total + last) % 11 == 0]
    assert [n for n in range(10) if is_nhs_number(f"{nine}{n}")] == checks


def test_it_is_refused_wherever_it_may_be_typed_and_why_is_said(store: Store) -> None:
    make_organisation(store)
    uid = make_prescribing(store, "service").uid
    asked = make_prescribing(store, "assurance").uid
    other = make_enquiry(store).enquiry.uid
    services, assurances = store.declared("service"), store.declared("assurance")
    day = store.today()
    before, count = whole_file(store), store.history.count()
    for refused in (
        lambda: make_prescribing(store, "service", name=f"For {NUMBER}"),
        lambda: services.edit(uid, {"notes": f"Ring {NUMBER}"}),
        lambda: services.act(uid, "note", {"text": NUMBER}),
        lambda: services.act(uid, "room", {"room": "yes", "said_by": NUMBER}),
        lambda: services.act(uid, "count", {"month": "today", "referred": "1", "source": NUMBER}),
        lambda: services.act(uid, "close", {"why": NUMBER}),
        lambda: services.add_row(
            uid, "readings", {"as_of": "today", "room": "yes", "said_by": NUMBER}
        ),
        lambda: services.act(uid, "promise", {"text": NUMBER, "by": "+3"}),
        lambda: store.promises.make(uid, NUMBER, day.replace(day=30)),
        lambda: store.links.link(other, uid, Says.ABOUT, words=NUMBER),
        lambda: store.links.link(uid, other, Says.ABOUT, words=NUMBER),
        lambda: assurances.act(asked, "answer", {"words": NUMBER, "satisfied": "yes"}),
    ):
        with pytest.raises(BadInput, match="may be the NHS number of a patient") as caught:
            refused()
        assert NUMBER not in str(caught.value)
    assert store.history.count() == count
    assert not traces(store)
    assert whole_file(store).count("prescribing_service") == before.count("prescribing_service")


def test_elsewhere_ten_digits_are_nobodys_business(store: Store) -> None:
    uid = make_enquiry(store, subject=f"Invoice {NUMBER}").enquiry.uid
    store.enquiries.note(uid, f"Invoice {NUMBER}")
    assert traces(store)


def test_half_typed_it_is_kept_nowhere(store: Store) -> None:
    make_organisation(store)
    uid = make_prescribing(store, "service").uid
    kind, now = KIND_OF["service"], store.now()
    fields = {"name": "Walk", "notes": f"for {NUMBER}"}
    draft = store.drafts.save(fields, started_at=now, uid=None, of=kind)
    act = store.drafts.save(
        {"text": NUMBER}, started_at=now, uid=None, of=kind, record=uid, act="note"
    )
    found = [store.drafts.get(one) for one in (draft, act)]
    assert [one.fields for one in found if one] == [{"name": "Walk"}, {}]
    assert not traces(store)
    call = store.drafts.save({"subject": NUMBER}, started_at=now, uid=None)
    kept: Any = store.drafts.get(call)
    assert kept.fields == {"subject": NUMBER}


async def test_the_form_says_so_and_keeps_the_rest(store: Store) -> None:
    make_organisation(store)
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "g", "x", "N")
        assert isinstance(app.screen, DeclaredForm)
        await fill(pilot, organisation="Rook Lane Bowls Club", name="Walk", notes=f"for {NUMBER}")
        await settled(pilot)
        app.screen._keep()
        assert "a patient’s number is not kept" in flat(app)
        (draft,) = store.drafts.all()
        assert draft.fields["name"] == "Walk"
        await press(pilot, "ctrl+s")
        await settled(pilot)
        assert "NHS number" in flat(app)
        assert not traces(store)
    assert store.declared("service").count() == 0


# A list of counts.


def imported(store: Store, folder: Path, text: str) -> ListIn:
    file = folder / "counts.csv"
    file.write_text(text, encoding="utf-8")
    return run_import(store, kind_of("service"), COUNTS, file)


@pytest.mark.parametrize(
    "heading",
    [
        "NHS Number",
        "nhs no",
        "Patient name",
        "Name",
        "Surname",
        "First name",
        "DOB",
        "Date of birth",
        "Client name",
        "D.O.B.",
    ],
)
def test_a_column_for_patients_refuses_the_file(store: Store, tmp_path: Path, heading: str) -> None:
    make_organisation(store)
    with pytest.raises(BadInput, match="the list is refused as a whole") as caught:
        imported(store, tmp_path, f"{HEAD},{heading}\nRook Lane Bowls Club,,2026-02,3,,,Ida Fenn\n")
    assert "Ida" not in str(caught.value)
    assert store.declared("service").count() == 0


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (f"Rook Lane Bowls Club,,2026-02,3,,{NUMBER}", "NHS number"),
        ("9434765919,,2026-02,3,,", "NHS number"),
        ("Rook Lane Bowls Club,,2026-02,9434765919,,", "NHS number"),
        ("Rook Lane Bowls Club,,2026-02,3,,12/03/1950", "birth date"),
        ("Rook Lane Bowls Club,,2026-02,3,,born 12/03/1950", "birth date"),
        ("Rook Lane Bowls Club,1950-03-12,2026-02,3,,", "birth date"),
        ("Rook Lane Bowls Club,,2026-02,3,,19500312", "birth date"),
        ("Rook Lane Bowls Club,,2026-02,3,,Mrs Ida Fenn", "person’s name"),
        ("Ida Fenn,,2026-02,3,,", "may be a person’s name"),
        ("Rook Lane Bowls Club,,2026-02,Ida Fenn,,", "Referred is no whole number"),
        ("Rook Lane Bowls Club,,2026-02,about 20,,", "Referred is no whole number"),
        ("Rook Lane Bowls Club,,2026-02,-3,,", "Referred is no whole number"),
        ("Rook Lane Bowls Club,,2026-02,,,", "how many were referred"),
        ("Rook Lane Bowls Club,,Q1 2026,3,,", "quarter is three months"),
        ("Rook Lane Bowls Club,,Jan-Mar 2026,3,,", "quarter is three months"),
        ("Rook Lane Bowls Club,,2026,3,,", "quarter is three months"),
        ("Rook Lane Bowls Club,,2026-02,3,4,", "more were accepted (4) than referred (3)"),
        ("Rook Lane Bowls Club,,2026-05,3,,", "is to come"),
        (",,2026-02,3,,", "does not say which organisation"),
    ],
)
def test_a_line_with_a_patient_is_refused_and_repeated_nowhere(
    store: Store, tmp_path: Path, line: str, why: str
) -> None:
    make_organisation(store)
    found = imported(store, tmp_path, f"{HEAD}\n{line}\nRook Lane Bowls Club,,2026-03,12,,\n")
    refused, taken = found.lines
    assert (refused.verdict, taken.verdict) == (Verdict.REFUSED, Verdict.TAKEN)
    assert why in refused.why
    for secret in (NUMBER, "9434765919", "Ida", "/1950", "1950-03", "about 20"):
        assert secret not in f"{refused.what} {refused.why}"
        assert secret not in whole_file(store)


def test_only_the_declared_columns_are_read(store: Store, tmp_path: Path) -> None:
    make_organisation(store)
    text = f"{HEAD},Ward of Ida\nRook Lane Bowls Club,,2026-02,3,,,Secret words\n"
    found = imported(store, tmp_path, text)
    assert [one.verdict for one in found.lines] == [Verdict.TAKEN]
    assert "Ida" not in str(found)
    assert "Secret" not in whole_file(store) + str(found)
    assert found.columns[-1] == ("another column", "")
    assert found.remarks[0].startswith("Only the columns for counts are read")


def test_a_file_that_is_none_repeats_nothing(store: Store, tmp_path: Path) -> None:
    make_organisation(store)
    for text in (
        f"{NUMBER},Ida Fenn,1950\n{NUMBER},Ida Fenn,1950\n",
        f"Month,Ida Fenn\n1,{NUMBER}\n",
    ):
        with pytest.raises(BadInput, match="has not the columns that counts have") as caught:
            imported(store, tmp_path, text)
        assert "Ida" not in str(caught.value)
        assert NUMBER not in str(caught.value)


def test_the_verb_and_the_log_repeat_nothing(
    cli: Cli, store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    make_organisation(store)
    file = tmp_path / "counts.csv"
    file.write_text(f"{HEAD}\nRook Lane Bowls Club,,2026-02,3,,{NUMBER}\n", encoding="utf-8")
    result = cli.run("prescribing", "service", "import", str(file), "--of", "counts")
    said = result.stdout + result.stderr
    assert "NHS number" in said
    assert NUMBER not in said + caplog.text
    assert not traces(store, tmp_path)
