"""The paper of a year in each form, and years that are issued: kept to the byte, and corrected."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from cli_desk import Cli
from factories import FixedClock, make_enquiry, make_organisation, make_window
from openpyxl import load_workbook

from db.store import Store
from spoc_tui.casework.enquiries.enquiry import Outcome
from spoc_tui.casework.errors import BadInput, NotFound
from spoc_tui.casework.week.periods import Period, year_of
from spoc_tui.casework.week.summary import OwnWords
from spoc_tui.casework.year.recommendations import RECOMMENDATIONS
from spoc_tui.reports.year.formats import YearFormat, year_written

EVIL = "[bold]=1+1[/] & <script>"


def this_year(store: Store) -> Period:
    return year_of(store.today(), 4)


def words_of(content: bytes, form: YearFormat) -> str:
    if form is YearFormat.EXCEL:
        book = load_workbook(io.BytesIO(content))
        return "\n".join(
            str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
        )
    if form is YearFormat.WORD:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return parts.read("word/document.xml").decode()
    return content.decode()


@pytest.mark.parametrize("form", YearFormat)
def test_each_form_has_every_recommendation_and_is_the_same_twice(
    store: Store, form: YearFormat
) -> None:
    make_window(store, site=EVIL)
    make_enquiry(store)
    summary = store.year.summary(this_year(store))
    content = year_written(summary, form)
    said = words_of(content, form)
    again = year_written(summary, form)
    if form is YearFormat.WORD:  # a zip file has the time at which it was made
        assert words_of(again, form) == said
    else:
        assert again == content
    for one in RECOMMENDATIONS:
        assert f"Recommendation {one.number}: " in said
        assert one.words.split("'")[0][:60] in said
    assert "Silent: nothing was put down for this in the year so far." in said
    assert "window opened" in said
    assert "Draft, not issued. The year is not over: so far." in said
    assert "<script>" not in said or form is YearFormat.EXCEL


def test_a_workbook_has_typed_cells_and_no_formula(store: Store) -> None:
    make_window(store, site="=1+1")
    make_enquiry(store)
    book = load_workbook(
        io.BytesIO(year_written(store.year.summary(this_year(store)), YearFormat.EXCEL))
    )
    assert book.sheetnames == ["Figures", "Words", "Charts", "Recommendations", "On record", "How"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    row = next(book["Figures"].iter_rows(min_row=7, values_only=True))
    assert row[:3] == ("Enquiries", "Received", 1)


def test_nobody_is_named_who_did_not_agree(store: Store) -> None:
    make_organisation(store, "Rook Lane Club")
    make_window(store, site="Behind Rook Lane Club")
    text = year_written(store.year.summary(this_year(store)), YearFormat.MARKDOWN).decode()
    assert "Behind an organisation" in text
    assert "Rook Lane" not in text


def test_an_issued_year_is_kept_to_the_byte_beside_the_weeks(
    store: Store, clock: FixedClock
) -> None:
    reference = make_enquiry(store).enquiry.reference
    year, issues = this_year(store), store.year.issues
    early = issues.issue(year, OwnWords(remarks="So far.\nAll well."), hide_few=True)
    assert early.reference == "YR-2026-04-01-365-1"
    kept = {form: issues.again(early.reference.lower(), form) for form in YearFormat}
    text = kept[YearFormat.MARKDOWN].decode()
    assert "Issued as YR-2026-04-01-365-1. The year was not over: so far." in text
    assert "## Remarks\n\nSo far.\n\nAll well." in text
    store.enquiries.close(reference, outcome=Outcome.WITHDRAWN, reason="They rang off")
    make_enquiry(store, received_at=clock.moment - timedelta(hours=6))
    make_window(store)
    assert {form: issues.again(early.reference, form) for form in YearFormat} == kept
    with pytest.raises(BadInput, match="A correction says what has changed"):
        issues.issue(year)
    # The summary of the same days is another paper: neither corrects the other.
    week = store.week_issues.issue(year)
    assert week.reference == "WK-2026-04-01-365-2"
    second = issues.issue(year, OwnWords(changed="A window."))
    assert [one.reference for one in issues.of(year)] == [second.reference, early.reference]
    assert [one.reference for one in store.week_issues.all()] == [week.reference]
    with pytest.raises(NotFound, match="spoc year --issued lists them"):
        issues.get(week.reference)
    with pytest.raises(NotFound, match="spoc week --issued lists them"):
        store.week_issues.get(early.reference)
    assert store.undo().label == f"Issued {second.reference}"
    assert [one.reference for one in issues.all()] == [early.reference]


@pytest.mark.slow
def test_the_verb_writes_issues_and_gives_out_again(cli: Cli, tmp_path: Path) -> None:
    cli.log()
    folder = tmp_path / "out.d"
    folder.mkdir()
    for form in ("docx", "html", "md", "xlsx"):
        said = cli.json("year", "--of", "2026", "--format", form, "--output", str(folder))
        assert said["file"] == str(folder / f"year-2026-27.{form}")
    assert (
        "exists already"
        in cli.error(4, "year", "--of", "2026", "--output", said["file"])["message"]
    )
    assert cli.text("year", "--of", "2026", "--calendar").startswith(
        "# The single point of contact: 2026, January to December 2026 (so far)"
    )
    assert cli.text("year").startswith("# The single point of contact: 2025/26")
    issued = cli.json("year", "--of", "2026/27", "--issue", "--words", "A year.")
    assert issued["reference"] == "YR-2026-04-01-365-1"
    assert "A year." in issued["text"]
    assert cli.json("year", "--issued")[0]["reference"] == issued["reference"]
    assert cli.json("week", "--issued") == []
    assert cli.text("year", "--again", issued["reference"]) == issued["text"]
    behind = cli.json("year", "--of", "2026", "--behind", "enquiries.received")
    assert [one["kind"] for one in behind] == ["enquiry"]


def test_as_json_it_has_figures_and_recommendations(cli: Cli) -> None:
    cli.log()
    found = cli.json("year", "--of", "2026")
    assert found["year"] == "2026/27"
    assert found["figures"]["enquiries.received"]["value"] == 1
    assert [one["number"] for one in found["recommendations"] if not one["silent"]] == ["4"]


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (("--of", "2027/29"), 2, "2027/29 is not one year: 2027/28 is April 2027 to March 2028."),
        (("--of", "26"), 2, "“26” is no year. Write it as 2026/27, or as 2026."),
        (("--of", "2026/27", "--calendar"), 2, "A calendar year has one number"),
        (("--of", "2030"), 2, "2030/31, April 2030 to March 2031, is still to come"),
        (("--of", "the last"), 2, "“the last” is no year."),
        (("--format", "pdf"), 2, "“pdf” is not a known format."),
        (("--again", "YR-1"), 3, "There is no issued summary YR-1."),
        (("--issued", "--of", "2026"), 2, "--issued goes without --of."),
    ],
)
def test_what_cannot_be_meant_gets_a_sentence(
    cli: Cli, given: tuple[str, ...], code: int, said: str
) -> None:
    assert cli.error(code, "year", *given)["message"].startswith(said)
