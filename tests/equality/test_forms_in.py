"""The council's form of an impact assessment, in Word, taken in."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from equality_forms import as_bytes
from equality_made import make_equality, to_choose_from

from db.kinds.importing import run_import
from db.store import Store
from spoc_tui.casework.equality.lists import FORMS
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.catalogue import kind_of
from spoc_tui.casework.kinds.coming_in import Asked, LineIn, Verdict

LEAD = {"lead": "Head of Markets", "authoriser": "Director of Place"}


def taken(
    store: Store, folder: Path, *forms: Any, said: Any = None, **given: str
) -> tuple[LineIn, ...]:
    file = folder / "form.docx"
    file.write_bytes(forms[0] if isinstance(forms[0], bytes) else as_bytes(*forms))
    asked = Asked({**LEAD, **given}, said or {})
    return run_import(store, kind_of("assessment"), FORMS, file, asked).lines


def test_a_form_comes_in_with_its_grid_plan_and_what_was_decided(
    store: Store, tmp_path: Path
) -> None:
    to_choose_from(store, "Age", "Disability")
    plan = [
        ("Move the bus stop", "Planning", "1/12/2026"),
        ("Tell the traders", "Ann Lee", "1 December 2026"),
        ("Count them", "Planning", "1 July 2020"),
    ]
    ticked = {"Age": "✓--", "Disability": "-xYes"}
    (line,) = taken(store, tmp_path, {"plan": plan, "ticked": ticked})
    assert (line.verdict, line.what) == (Verdict.TAKEN, "The market moves")
    assert line.why == "2 actions without a team, or a day to come: in its notes"
    one: Any = store.declared("assessment").get(line.reference).record
    assert [(each.group.name, [*map(str, each.effects)]) for each in one.impacts] == [
        ("Age", ["adverse"]),
        ("Disability", ["advance", "foster"]),
    ]
    assert (one.summary, one.evidence) == ("It moves to the High Street.", "A survey.")
    assert (one.affected, one.mitigation) == ("Older people.", "The bus stop moves as well.")
    assert (str(one.on), str(one.authorised), one.status.value) == (
        *("2020-06-04", "2020-06-16", "authorised"),
    )
    assert [(each.action, each.owed_by) for each in one.actions] == [
        ("Move the bus stop", "Planning")
    ]
    assert "Tell the traders, by 1 December 2026\nCount them, by 1 July 2020" in one.notes
    said = repr(store.connection.execute("SELECT * FROM equality_assessment").fetchall()[0][:])
    assert "Ann Lee" not in said
    assert "Bea Hale" not in said


def test_spocs_own_form_comes_in_as_it_went_out(store: Store, cli: Any, tmp_path: Path) -> None:
    to_choose_from(store, "Age", "Disability")
    one = make_equality(
        store, "assessment", summary="It moves.\nSoon.", evidence="A survey.", mitigation="A ramp."
    )
    its = store.declared("assessment")
    its.add_row(one.uid, "impacts", {"group": "Age", "effects": "adverse"})
    its.act(one.uid, "recommend", {"recommendation": "proceed", "why": "It is safer."})
    its.act(one.uid, "authorise", {"by": "Director of Place"})
    file = tmp_path / "form.docx"
    cli.text("equality", "assessment", "form", one.reference, "--output", str(file))
    for _ in range(4):
        store.undo()
    assert its.page() == []
    (line,) = taken(store, tmp_path, file.read_bytes())
    assert (line.verdict, line.why) == (Verdict.TAKEN, "")
    again: Any = its.get(line.reference).record
    for name in ("title", "on", "summary", "evidence", "mitigation"):
        assert getattr(again, name) == getattr(one, name)
    assert (again.why, again.authorised) == ("It is safer.", store.today())
    assert [each.group.name for each in again.impacts] == ["Age"]


@pytest.mark.parametrize(
    ("form", "verdict", "why"),
    [
        ({"title": ""}, Verdict.REFUSED, "what is assessed"),
        ({"on": ""}, Verdict.REFUSED, "no date"),
        ({"on": "4 June"}, Verdict.REFUSED, "no whole one: “4 June”"),
        ({"on": "4 June 2030"}, Verdict.REFUSED, "still to come"),
        ({"mitigation": "N/A"}, Verdict.REFUSED, "does not go with an adverse impact"),
        ({"authorised": "3 June 2020"}, Verdict.REFUSED, "authorised before its date"),
        ({"ticked": {"Age": "?--"}}, Verdict.REFUSED, "beside “Age” is “?”"),
        ({"ticked": {"Race": "✓--"}}, Verdict.HELD, "on no list of characteristics"),
        ({"recommendation": ""}, Verdict.TAKEN, "is not to be told"),
        ({"recommendation": "Gather further evidence first"}, Verdict.TAKEN, "waits for further"),
    ],
)
def test_a_form_that_is_not_understood_says_why(
    store: Store, tmp_path: Path, form: Any, verdict: Verdict, why: str
) -> None:
    to_choose_from(store, "Age", "Disability")
    (line,) = taken(store, tmp_path, form)
    assert (line.verdict, why in line.why) == (verdict, True), line.why
    assert store.declared("assessment").count() == (verdict is Verdict.TAKEN)


def test_a_group_that_was_renamed_is_said_and_the_post_is_asked(
    store: Store, tmp_path: Path
) -> None:
    to_choose_from(store, "Age", "Ethnicity")
    form = {"ticked": {"Race": "--✓"}}
    (line,) = taken(store, tmp_path, form, said={"Race": "Ethnicity"}, authoriser="")
    assert (line.verdict, line.why) == (
        *(Verdict.TAKEN, "authorised on Tue 16 Jun 2020: say by which post"),
    )
    with pytest.raises(BadInput, match="Lead officer"):
        taken(store, tmp_path, form, lead="")


@pytest.mark.parametrize("text", [b"", b"a,b\n", b"\xd0\xcf\x11\xe0old", b"PK\x03\x04torn"])
def test_what_is_no_form_says_what_to_do(store: Store, tmp_path: Path, text: bytes) -> None:
    with pytest.raises(BadInput) as error:
        taken(store, tmp_path, text)
    assert error.value.field == "file"


@pytest.mark.parametrize("body", ["<!DOCTYPE a []><a/>", "<a", "<a/>", None])
def test_a_word_file_that_is_damaged_or_of_something_else_is_refused(
    store: Store, tmp_path: Path, body: str | None
) -> None:
    file = tmp_path / "other.docx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml" if body else "other.xml", body or "")
    with pytest.raises(BadInput, match="Word document"):
        taken(store, tmp_path, file.read_bytes())
