"""The Chief Finance Officer's pack: its facts and totals, and how nasty text is kept harmless."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from html.parser import HTMLParser
from typing import Any

import docx
import openpyxl
import pytest
from factories import FixedClock, make_payment
from markdown_it import MarkdownIt

from db.store import Store
from spoc_tui.casework.errors import NotFound, Refused
from spoc_tui.casework.payments.pack import Pack, by_band, by_directorate, grand_total
from spoc_tui.casework.payments.payment import PaymentOutcome
from spoc_tui.casework.records.signed import anchor_of
from spoc_tui.reports.documents.document import Document
from spoc_tui.reports.payments.pack import file_name, payment_pack
from spoc_tui.reports.payments.pack_facts import ASSUMED_RATE, LONGEST_WORDS
from spoc_tui.reports.payments.pack_formats import PackFormat, pack_written

NASTY = (
    "<b>bold</b>",
    "<script>alert(1)</script>",
    "one | two",
    "**bold** [link](http://x.example) `code`",
    '=HYPERLINK("http://x.example")',
    "+SUM(A1)",
    "@SUM(A1)",
    "-1+1",
    "&lt;b&gt;",
)
CONTROL = "\x1b[31mred\x1b[0m\x07 \u202eturned"


@pytest.fixture
def late(store: Store) -> str:
    """An invoice of £2,500 received on 2 February 2026: 30 days late on 2 April; its reference."""
    days = {"received": "2026-02-02", "performed": "2026-02-01"}
    return make_payment(
        store,
        amount="2,500",
        invoice="RL-7",
        what_for="Coaching",
        order="PO 4471",
        terms="s88",
        team="Housing",
        **days,
    ).reference


def document(store: Store, reference: str | None = None) -> Document:
    return payment_pack(store.payments.pack(reference))


def texts(of: Document) -> str:
    """All its text, a row a line."""
    return "\n".join([of.title, of.notice, of.written, *_lines(of)])


def _lines(of: Document) -> Iterator[str]:
    for section in of.sections:
        yield section.title
        if section.table:
            yield " | ".join(section.table.heads)
            yield from (" | ".join(row) for row in section.table.rows)
        yield from section.lines


def facts_of(of: Document, reference: str) -> dict[str, str]:
    """What is said of a complaint, by its name."""
    return {name: text for name, text in rows(of, reference)}  # noqa: C416


def rows(of: Document, title: str) -> list[tuple[str, ...]]:
    """The rows of the first section that begins so."""
    section = next(one for one in of.sections if one.title.startswith(title))
    return list(section.table.rows) if section.table else []


def sheets(pack: Pack) -> Any:
    return openpyxl.load_workbook(io.BytesIO(pack_written(pack, PackFormat.EXCEL)))


def records(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a sheet by their heads, up to the blank one."""
    heads, *others = sheet.iter_rows(values_only=True)
    filled = [row for row in others if row[0] is not None]
    return [dict(zip(heads, row, strict=True)) for row in filled]


# What it says.


def test_the_facts_of_one_complaint(store: Store, clock: FixedClock, late: str) -> None:
    store.payments.to_finance(late, text="Please pay.")
    store.payments.promise(late, date(2026, 4, 7))
    store.payments.make_formal(late)
    facts = facts_of(document(store, late), late)
    assert facts == {
        "Who": "Rook Lane Bowls Club",
        "For": "Invoice RL-7, Coaching, order PO 4471",
        "Owed by": "Housing and Community Services, Housing",
        "Kind": "Contract for goods or services, Procurement Act 2023 s88 (below threshold)",
        "Status": "Payment promised for Tue 7 Apr 2026",
        "Since": "The council received the invoice on Mon 2 Feb 2026: 59 days to pay, would fall "
        "in band 31–60; 29 days past the reasonable time of 30 days",
        "Late": "30 days by statute; the relevant day is Tue 3 Mar 2026",
        "Amount": "£2,500.00 owed; £2,500.00 outstanding",
        "Interest": "£24.14 to Thu 2 Apr 2026, £0.80 a day",
        "Compensation": "£70.00",
        "In all": "£2,594.14, with what is outstanding",
        "Claim": "Still unpaid 30 days after the relevant day, 3 March 2026: interest and a fixed "
        "sum can be claimed under the Late Payment of Commercial Debts (Interest) Act 1998.",
        "Promised": "For Tue 7 Apr 2026",
        "Formal complaint": "Stage 1, begun Thu 2 Apr 2026, not answered yet",
    }
    clock.advance(days=6)
    assert ("Promised", "For Tue 7 Apr 2026 (not kept)") in rows(document(store, late), late)


def test_the_working_the_asking_and_the_timeline(
    store: Store, clock: FixedClock, late: str
) -> None:
    said = document(store, late)
    assert "Nobody in the council has been asked yet." in texts(said)
    store.payments.to_finance(late, text="Please pay.")
    clock.advance(days=1)
    store.payments.chase(late)
    store.payments.escalate(late, reason="Silence.")
    said = document(store, late)
    assert [row[0] for row in rows(said, "How it was")][-4:] == [
        *("Compensation", "Recovery costs", "Who can claim", "Total")
    ]
    assert rows(said, "What was asked") == [
        ("Thu 2 Apr 2026", "sent to finance", "Accounts Payable: Please pay."),
        ("Fri 3 Apr 2026", "chased", "Accounts Payable"),
        ("Fri 3 Apr 2026", "escalated", "Chief Finance Officer: Silence."),
    ]
    assert [row[1] for row in rows(said, "Timeline")] == [
        "logged",
        "sent to finance",
        "chased",
        "escalated",
    ]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (
            {"kind": "grant"},
            "Nothing is claimed: grants are outside the Late Payment of Commercial Debts "
            "(Interest) Act 1998. A “grant” for a specified service may be a contract: ask what "
            "it is for.",
        ),
        (
            {"disputed": "2026-02-10", "disputed_why": "The hall says two evenings."},
            "Nothing is claimed while the invoice is disputed.",
        ),
        (
            {"terms": "own-remedy"},
            "No statutory sum is claimed: the contract has its own remedy for late payment, which "
            "is to be shown instead (1998 Act s8, s9).",
        ),
    ],
)
def test_it_says_why_nothing_is_claimed(store: Store, typed: dict[str, str], why: str) -> None:
    reference = make_payment(store, received="2026-01-05", **typed).reference
    said = document(store, reference)
    facts = facts_of(said, reference)
    assert facts["Claim"] == why
    assert "Interest" not in facts
    assert "Compensation" not in facts
    assert "Total" not in [row[0] for row in rows(said, "How it was")]
    since = "Since Tue 10 Feb 2026: The hall says two evenings."
    assert facts.get("Disputed") == (since if "disputed" in typed else None)
    complaint = records(sheets(store.payments.pack(reference))["Complaints"])[0]
    assert complaint["Claim"] == why
    blank = [complaint[name] for name in ("Interest", "Interest a day", "Compensation")]
    assert blank == [None, None, None]


def test_an_assumed_rate_is_reported(store: Store, clock: FixedClock) -> None:
    clock.moment = datetime.fromisoformat("2027-04-01T09:00:00+00:00")
    made = make_payment(store, received="2027-02-01", performed="2027-02-01")
    said = document(store, made.reference)
    assert ASSUMED_RATE in texts(said)
    assert facts_of(said, made.reference)["Interest"].endswith(" a day (on an assumed rate)")
    book = sheets(store.payments.pack(None))
    assert ASSUMED_RATE in records(book["Complaints"])[0]["Notes"]
    assert records(book["Totals"])[-2]["On an assumed rate"] == 1
    whole = document(store)
    assert rows(whole, "The complaints")[0][-1].endswith(" (on an assumed rate)")
    # Said of the list, and then of the complaint itself.
    assert texts(whole).count(ASSUMED_RATE) == 2
    assert rows(whole, "Totals by directorate")[-1][-1].endswith(" (on an assumed rate)")
    make_payment(store, received="2026-11-02", performed="2026-11-02")
    both = document(store)
    rests = "1 of 2 rests on an assumed rate: a base rate is not known yet"
    assert rests in texts(both)
    for table in ("Totals by directorate", "Totals by days to pay"):
        assert rows(both, table)[-1][-1].endswith(" (1 of them on an assumed rate)")
    assert rows(both, "Totals by days to pay")[0][-1] == "£0.00"


def test_a_known_rate_is_not(store: Store, late: str) -> None:
    assert ASSUMED_RATE not in texts(document(store, late))


def test_parts_that_were_paid_and_the_end(store: Store, late: str) -> None:
    store.payments.paid(late, date(2026, 3, 2), 500_00)
    assert (
        "Amount",
        "£2,500.00 owed; £500.00 paid on Mon 2 Mar 2026; £2,000.00 outstanding",
    ) in rows(document(store, late), late)
    other = make_payment(store, "Strood Choir").reference
    store.payments.close(
        other, outcome=PaymentOutcome.NOT_OWED, reason="Never ordered", decided_by="Cy Carter"
    )
    assert ("Ended", "Not owed, decided by Cy Carter: Never ordered") in rows(
        document(store, other), other
    )


def test_notes_callers_and_whom_the_officer_told_stay_out(store: Store, late: str) -> None:
    store.payments.edit(late, {"caller": "CALLER", "phone": "01634 555012"})
    store.payments.note(late, "NOTED")
    store.payments.paid(late, date(2026, 4, 1))
    store.payments.told(late, whom="BEADLE")
    pack = store.payments.pack(late)
    whole = [pack_written(pack, form) for form in (PackFormat.MARKDOWN, PackFormat.HTML)]
    for form in (PackFormat.WORD, PackFormat.EXCEL):
        with zipfile.ZipFile(io.BytesIO(pack_written(pack, form))) as parts:
            whole += map(parts.read, parts.namelist())
    for private in (b"CALLER", b"555012", b"NOTED", b"BEADLE"):
        assert not any(private in part for part in whole), private


# All that are open, and what they add up to.


@pytest.fixture
def three(store: Store, late: str) -> Pack:
    """£2,500 30 days late (£24.14 and £70), £850 disputed, £400 of which the receipt is not known;
    and one that is closed.
    """
    make_payment(
        store, "Strood Choir", amount="850", received="2026-01-12", disputed="yes", team="Housing"
    )
    make_payment(store, "Wigmore Scouts", amount="400", invoiced="2026-03-20")
    gone = make_payment(store, "Luton Kitchen", amount="7").reference
    store.payments.close(
        gone, outcome=PaymentOutcome.NOT_OWED, reason="Never", decided_by="Cy Carter"
    )
    return store.payments.pack(None)


def test_the_totals_are_right(three: Pack) -> None:
    housing, unknown = by_directorate(three)
    assert (housing.name, housing.of.count) == ("Housing and Community Services", 2)
    assert (housing.of.outstanding, housing.of.claimed) == (3_350_00, 24_14 + 70_00)
    assert (unknown.name, unknown.of.count, unknown.of.in_all) == ("Not known", 1, 400_00)
    assert [(one.name, one.of.count, one.of.in_all) for one in by_band(three)] == [
        ("1–30", 0, 0),
        ("31–60", 1, 2_594_14),
        ("61+", 1, 850_00),
        ("Receipt not known", 1, 400_00),
    ]
    every = grand_total(three).of
    assert (every.count, every.outstanding, every.in_all) == (3, 3_750_00, 3_844_14)


def test_the_list_and_the_totals_as_they_are_written(three: Pack) -> None:
    said = payment_pack(three)
    assert said.title == "Payments outstanding: 3 open complaints"
    assert rows(said, "The complaints") == [
        ("PAY-26-0002", "Strood Choir", "Mon 12 Jan 2026", "51", "£850.00", "–"),
        ("PAY-26-0001", "Rook Lane Bowls Club", "Mon 2 Feb 2026", "30", "£2,500.00", "£94.14"),
        ("PAY-26-0003", "Wigmore Scouts", "Fri 20 Mar 2026", "–", "£400.00", "–"),
    ]
    total = ("All", "3", "£3,750.00", "£24.14", "£70.00", "£3,844.14")
    assert rows(said, "Totals by directorate")[-1] == total
    assert rows(said, "Totals by days to pay")[-1] == total


def test_one_paid_late_is_titled_so_and_is_in_a_table_of_its_own(
    store: Store, three: Pack, late: str
) -> None:
    before = grand_total(three)
    paid = make_payment(store, "Quay Singers", amount="1,000", received="2026-01-02").reference
    store.payments.paid(paid, date(2026, 3, 2))
    in_time = make_payment(store, "Ash Players", amount="50", received="2026-03-02").reference
    store.payments.paid(in_time, date(2026, 3, 5))
    pack = store.payments.pack(None)
    assert grand_total(pack) == before
    said = payment_pack(pack)
    assert said.title == "Payments outstanding: 3 open complaints; 1 paid late"
    # Relevant day 31 January; 30 days on 1,000.00 at 11.75 %: interest ends with the payment.
    assert rows(said, "Interest still claimable") == [
        (
            *(paid, "Quay Singers", "Mon 2 Mar 2026", "30"),
            *("£9.66", "£70.00", "£79.66"),
        ),
        ("All", "1", "", "", "£9.66", "£70.00", "£79.66"),
    ]
    assert f"{paid}: Quay Singers, paid in full on Mon 2 Mar 2026" in titles(said)
    facts = facts_of(said, paid)
    assert facts["Interest"] == "£9.66 to Mon 2 Mar 2026, the day it was paid"
    assert facts["Status"] == "Paid in full on Mon 2 Mar 2026"
    assert facts["In all"] == "£79.66"
    assert not any(in_time in one for one in titles(said))
    assert document(store, paid).title == f"Payment paid in full: {paid}"
    book = sheets(pack)
    assert paid not in {row["Reference"] for row in records(book["Complaints"])}
    (row,) = records(book["Interest still claimable"])
    assert (row["Reference"], row["Interest"], row["Band"]) == (paid, 9.66, "band 31–60")


def titles(of: Document) -> list[str]:
    return [section.title for section in of.sections]


def test_an_assumption_is_reported_once_of_each(store: Store) -> None:
    reference = make_payment(store, received="2026-02-02").reference
    assert texts(document(store, reference)).count("The work is taken as done") == 1


def test_what_is_marked_indicative_and_for_whom(three: Pack) -> None:
    said = payment_pack(three)
    assert said.notice == (
        "For the Chief Finance Officer; for use within the council. Indicative, not legal advice."
    )
    assert said.written.startswith("As at Thu 2 Apr 2026; written by ")


def test_one_complaint_has_no_totals(store: Store, late: str) -> None:
    said = document(store, late)
    assert said.title == "Payment outstanding: PAY-26-0001"
    assert "Totals" not in texts(said)


def test_a_closed_complaint_has_its_pack_but_is_not_among_the_open(store: Store) -> None:
    reference = make_payment(store).reference
    store.payments.close(
        reference, outcome=PaymentOutcome.NOT_OWED, reason="Never", decided_by="Cy Carter"
    )
    assert store.payments.pack(reference).cases[0].payment.reference == reference
    with pytest.raises(Refused, match="No payment complaint is open"):
        store.payments.pack(None)
    with pytest.raises(NotFound):
        store.payments.pack("PAY-26-0099")


def test_all_are_read_in_few_queries(store: Store) -> None:
    def queries() -> int:
        asked: list[str] = []
        store.connection.set_trace_callback(asked.append)
        store.payments.pack(None)
        store.connection.set_trace_callback(None)
        return len(asked)

    make_payment(store, received="2026-02-02")
    few = queries()
    for n in range(5):
        make_payment(store, f"Club {n}", received="2026-02-02")
    assert queries() == few


def test_its_file_is_named_after_what_it_is_about(store: Store, late: str) -> None:
    named = [file_name(store.payments.pack(which), "docx") for which in (late, None)]
    assert named == [
        "payment-pack-pay-26-0001-2026-04-02.docx",
        "payment-pack-all-open-2026-04-02.docx",
    ]


# Text from outside is text.


def nasty(store: Store, text: str) -> Pack:
    """A complaint with that text wherever an officer may type."""
    reference = make_payment(
        store,
        text,
        invoice=text,
        what_for=text,
        order=text,
        received="2026-02-02",
        disputed="yes",
        disputed_why=text,
    ).reference
    store.payments.to_finance(reference, text=text)
    store.payments.answer(reference, text)
    return store.payments.pack(None)


@pytest.mark.parametrize("text", NASTY)
def test_in_markdown_and_html_it_is_shown_as_it_is(store: Store, text: str) -> None:
    pack = nasty(store, text)
    markdown = pack_written(pack, PackFormat.MARKDOWN).decode()
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)
    for page in (rendered, pack_written(pack, PackFormat.HTML).decode()):
        assert "<b>bold" not in page
        assert "<script" not in page
        assert "<a " not in page
        assert "<code" not in page
        shown = text_of(page)
        assert shown.count(text) >= 8


def text_of(page: str) -> str:
    """The text of a page, without its tags."""

    class Text(HTMLParser):
        text = ""

        def handle_data(self, data: str) -> None:
            self.text += data

    parser = Text()
    parser.feed(page)
    return parser.text


@pytest.mark.parametrize("text", NASTY)
def test_in_markdown_a_table_keeps_its_columns(store: Store, text: str) -> None:
    markdown = pack_written(nasty(store, text), PackFormat.MARKDOWN).decode()
    rows_of = [line for line in markdown.splitlines() if line.startswith("| ")]
    widths = {line.replace("\\\\", "").replace("\\|", "").count("|") for line in rows_of}
    assert widths == {4, 7}


@pytest.mark.parametrize("text", NASTY)
def test_in_word_it_is_text(store: Store, text: str) -> None:
    word = docx.Document(io.BytesIO(pack_written(nasty(store, text), PackFormat.WORD)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert text in cells
    assert sum(text in cell for cell in cells) >= 7


@pytest.mark.parametrize("text", NASTY)
def test_in_excel_no_text_is_a_formula_or_a_link(store: Store, text: str) -> None:
    book = sheets(nasty(store, text))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    assert records(book["Complaints"])[0]["Who"] == text
    assert records(book["Complaints"])[0]["Invoice"] == text


@pytest.mark.parametrize("form", list(PackFormat))
def test_control_codes_reach_no_form(store: Store, form: PackFormat) -> None:
    content = pack_written(nasty(store, CONTROL), form)
    parts = [content]
    if not form.is_text:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            parts = [file.read(name) for name in file.namelist() if name.endswith(".xml")]
    whole = b"".join(parts).decode()
    assert not [sign for sign in ("\x1b", "\x07", "\u202e", "_x001B_") if sign in whole]
    assert "red" in whole


def test_a_very_long_name_and_text_do_not_break_it(store: Store) -> None:
    nasty(store, "x" * 100)
    store.payments.edit("1", {"disputed_why": "word " * 3_000})
    made = make_payment(store, "N" * 300, received="2026-02-02")
    pack = store.payments.pack(None)
    said = payment_pack(pack)
    assert facts_of(said, made.reference)["Who"] == "N" * 300
    assert all(len(section.title) <= 100 for section in said.sections)
    assert len(facts_of(said, "PAY-26-0001")["Disputed"]) <= LONGEST_WORDS
    assert all(pack_written(pack, form) for form in PackFormat)


# The workbook.


def test_in_excel_sums_are_numbers_and_days_are_days(three: Pack) -> None:
    book = sheets(three)
    assert book.sheetnames == ["Complaints", "Working", "Timeline", "Totals"]
    disputed, late, unknown = records(book["Complaints"])
    assert (late["Amount"], late["Outstanding"]) == (2500, 2500)
    sums = [late[name] for name in ("Interest", "Interest a day", "Compensation", "In all")]
    assert sums == pytest.approx([24.14, 0.80, 70, 2594.14])
    assert (late["Days late"], late["Days to pay"], late["Band"]) == (
        *(30, 59),
        "would fall in band 31–60",
    )
    assert late["Received"] == datetime.fromisoformat("2026-02-02")
    assert late["Relevant day"] == datetime.fromisoformat("2026-03-03")
    assert (disputed["Days late"], disputed["Interest"]) == (51, None)
    assert (unknown["Days late"], unknown["Days to pay"], unknown["Band"]) == (None, None, None)
    (cell,) = [one for one in book["Complaints"][3] if one.value == late["Amount"]][:1]
    assert "£" in cell.number_format


def test_in_excel_the_totals_add_up(three: Pack) -> None:
    totals = records(sheets(three)["Totals"])
    paid_late = totals.pop()
    assert (paid_late["By"], paid_late["Complaints"]) == ("Interest still claimable", 0)
    assert totals[-1] == {
        "By": "All",
        "Which": None,
        "Complaints": 3,
        "Outstanding": 3750,
        "Interest": 24.14,
        "Compensation": 70,
        "In all": 3844.14,
        "On an assumed rate": 0,
    }
    for kind in ("Directorate", "Would fall in band"):
        those = [row for row in totals if row["By"] == kind]
        assert sum(row["In all"] for row in those) == pytest.approx(3844.14)
        assert sum(row["Complaints"] for row in those) == 3


def test_in_excel_every_sheet_says_what_it_is(three: Pack) -> None:
    for sheet in sheets(three):
        said = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
        assert said[-1] == (
            "For the Chief Finance Officer; for use within the council. Indicative, not legal "
            f"advice. As at Thu 2 Apr 2026. {anchor_of(three.officer)}"
        )


def test_the_workbook_gives_away_nothing_of_its_making(three: Pack) -> None:
    about = sheets(three).properties
    assert (about.creator or "", about.lastModifiedBy or "", about.description or "") == ("",) * 3
