"""A finance team's list of paid invoices: what its columns and cells are read as."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.payments.paid_invoices import PaidInvoice
from spoc_tui.registers.paid_invoices import PaidInvoices, open_paid_invoices

TODAY = date(2026, 4, 2)
PAID_ON = date(2026, 3, 20)
USUAL = "Supplier,Invoice,Amount,Date paid\n"
A_ROW = PaidInvoice(2, "Strood Choir", "17", 850_00, PAID_ON)


def opened(tmp_path: Path, content: str | bytes, **options: Any) -> PaidInvoices:
    file = tmp_path / "paid.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return open_paid_invoices(file, today=TODAY, **options)


def rows(tmp_path: Path, content: str | bytes, **options: Any) -> list[PaidInvoice | RefusedRow]:
    return list(opened(tmp_path, content, **options).rows)


def refusal(tmp_path: Path, content: str | bytes, **options: Any) -> BadInput:
    with pytest.raises(BadInput) as caught:
        rows(tmp_path, content, **options)
    return caught.value


def one_cell(tmp_path: Path, *, amount: str = "850.00", paid: str = "20/03/2026") -> Any:
    """The row of a list with that amount and day of payment."""
    (row,) = rows(tmp_path, f"{USUAL}Strood Choir,17,{amount},{paid}\n")
    return row


@pytest.mark.parametrize(
    "header",
    [
        "Supplier,Invoice,Amount,Date paid",
        "SUPPLIER NAME,Invoice No.,Amount (£),Payment Date",
        "Payee,Inv No,Gross,Paid",
        "Vendor Name,Invoice Ref.,Amount Paid GBP,Clearing Date",
        "Creditor,Supplier Ref,Total (inc VAT),BACS date",
        "Organisation,Reference,Value,Paid on",
    ],
)
def test_the_usual_columns_are_known(tmp_path: Path, header: str) -> None:
    assert rows(tmp_path, f"{header}\nStrood Choir,17,850.00,20/03/2026\n") == [A_ROW]


def test_of_several_columns_the_first_that_fits_best_counts(tmp_path: Path) -> None:
    found = opened(
        tmp_path,
        "Date,Document No,Name,Supplier,Invoice number,Net,Amount,Gross,Paid date\n"
        "1/1/2026,900,Ann,Strood Choir,17,700,150,850,20/3/2026\n",
    )
    assert found.mapping == {
        "Date": "-",
        "Document No": "-",
        "Name": "-",
        "Supplier": "supplier",
        "Invoice number": "invoice",
        "Net": "-",
        "Amount": "-",
        "Gross": "amount",
        "Paid date": "paid_on",
    }
    assert list(found.rows) == [A_ROW]


@pytest.mark.parametrize(("cell", "field"), [("850.00", "amount"), ("20-Mar-26", "paid_on")])
def test_a_column_that_is_only_called_paid_is_told_by_what_is_in_it(
    tmp_path: Path, cell: str, field: str
) -> None:
    found = opened(tmp_path, f"Supplier,Invoice,Paid\nStrood Choir,17,{cell}\n")
    assert found.mapping["Paid"] == field


def test_what_the_officer_says_of_a_column_is_settled(tmp_path: Path) -> None:
    list_ = "Supplier,Invoice,Their number,Amount,When\nStrood Choir,900,17,850.00,20/3/2026\n"
    mapping = {"their number": "invoice", "WHEN": "date paid", "Amount": "-"}
    found = opened(tmp_path, list_, mapping=mapping)
    assert found.mapping == {
        "Supplier": "supplier",
        "Invoice": "-",
        "Their number": "invoice",
        "Amount": "-",
        "When": "paid_on",
    }
    assert list(found.rows) == [PaidInvoice(2, "Strood Choir", "17", None, PAID_ON)]


@pytest.mark.parametrize(
    ("list_", "mapping", "said"),
    [
        (USUAL, {"Colour": "invoice"}, "There is no column “Colour”. The list has"),
        (USUAL, {"Invoice": "colour"}, "There is no field “colour”. A column is one of: supplier"),
        ("Invoice,Amount\nA,1\n", {}, "is known to be the supplier."),
        (USUAL, {"Supplier": "-"}, "Say which."),
    ],
)
def test_what_cannot_be_mapped(
    tmp_path: Path, list_: str, mapping: dict[str, str], said: str
) -> None:
    error = refusal(tmp_path, list_, mapping=mapping)
    assert said in str(error)
    assert error.field == "map"


@pytest.mark.parametrize(
    ("cell", "pence"),
    [
        ("850", 850_00),
        ("850.5", 850_50),
        ("£850.00", 850_00),
        ('"£1,850.00"', 1_850_00),
        ("£ 850.00", 850_00),
        ("GBP 850.00", 850_00),
        ("850.00 GBP", 850_00),
        ("850.000", 850_00),
        ("1850.695", 1_850_70),
        ('"1,850.6949"', 1_850_69),
        ("", None),
    ],
)
def test_amounts(tmp_path: Path, cell: str, pence: int | None) -> None:
    assert one_cell(tmp_path, amount=cell).amount == pence


@pytest.mark.parametrize(
    "cell", ["-850.00", "(850.00)", "£-850", "-£850", "850.00-", "850.00 CR", "850 cr", "−850"]
)
def test_a_credit_note_is_below_nought(tmp_path: Path, cell: str) -> None:
    assert one_cell(tmp_path, amount=cell).amount == -850_00


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("0.00", "A sum of £0.00 pays nothing."),
        ("-6.82121E-13", "A sum of £0.00 pays nothing."),
        ("1.234", "“1.234” is not an amount"),
        ("lots", "“lots” is not an amount in pounds."),
        ("12k", "is shortened"),
        ('"1.234,56"', "the other way round"),
        ("999999999999999999", "is the most that is understood"),
    ],
)
def test_what_is_no_amount(tmp_path: Path, cell: str, said: str) -> None:
    row = one_cell(tmp_path, amount=cell)
    assert isinstance(row, RefusedRow)
    assert said in row.why


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("20/03/2026", PAID_ON),
        ("20/3/2026", PAID_ON),
        ("20.03.2026", PAID_ON),
        ("20/03/26", PAID_ON),
        ("20-Mar-26", PAID_ON),
        ("20 March 2026", PAID_ON),
        ("46101", PAID_ON),
        ("20th March 2026", PAID_ON),
        ("Fri 20 Mar 2026", PAID_ON),
        ("2026-03-20", PAID_ON),
        ("2026-03-20T00:00:00", PAID_ON),
        ("20/03/2026 14:30", PAID_ON),
        ("3/2/2026", date(2026, 2, 3)),
        ("02/04/2026", TODAY),
        ("", None),
    ],
)
def test_days_are_read_the_british_way(tmp_path: Path, cell: str, day: date | None) -> None:
    assert one_cell(tmp_path, paid=cell).paid_on == day


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("yesterday", "“yesterday” is not a date. Write it as 25/12/2026."),
        ("461011", "“461011” is not a date. Write it as 25/12/2026."),
        ("30/02/2026", "“30/02/2026” is not a date: February 2026 has 28 days."),
        ("03/04/2026", "Paid on Fri 3 Apr 2026, a day that is still to come."),
    ],
)
def test_what_is_no_day_of_payment(tmp_path: Path, cell: str, said: str) -> None:
    assert one_cell(tmp_path, paid=cell) == RefusedRow(2, said)


def test_all_that_is_wrong_with_a_row_is_said(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, f"{USUAL},,a lot,some day\n")
    assert isinstance(row, RefusedRow)
    for fault in ("neither a supplier nor an invoice number", "“a lot”", "“some day”"):
        assert fault in row.why


def test_the_day_may_be_said_for_all_that_have_none(tmp_path: Path) -> None:
    list_ = f"{USUAL}Strood Choir,17,850,\nStrood Choir,18,850,1/3/2026\n"
    first, second = rows(tmp_path, list_, paid_on=PAID_ON)
    assert isinstance(first, PaidInvoice)
    assert isinstance(second, PaidInvoice)
    assert (first.paid_on, second.paid_on) == (PAID_ON, date(2026, 3, 1))


def test_ragged_and_bare_rows_are_refused_and_the_others_read(tmp_path: Path) -> None:
    first, short, bare, long, last = rows(
        tmp_path,
        f"{USUAL}Strood Choir,17,850,20/3/2026\nA,1\n,,,\nA,,5,20/3/2026\nA,1,2,3,4,5\n"
        "Strood Choir,18,850,20/3/2026,\n",
    )
    assert first == A_ROW
    assert short == RefusedRow(3, "Cells in this row: 2; columns: 4.")
    assert bare == PaidInvoice(5, "A", "", 5_00, PAID_ON)
    assert long == RefusedRow(6, "Cells in this row: 6; columns: 4.")
    assert isinstance(last, PaidInvoice)
    assert last.invoice == "18"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "“paid.csv” is empty."),
        (b" \n\n", "“paid.csv” is empty."),
        (b"\x89PNG\r\n\x1a\n\0\0", "“paid.csv” is a picture, not a list"),
        (b"%PDF-1.7\n", "“paid.csv” is a PDF, not a list"),
        (b"Strood Choir,17,850,20/3/2026\n", "as Supplier, Invoice, Amount, Date paid."),
    ],
)
def test_what_is_no_list_at_all(tmp_path: Path, content: bytes, said: str) -> None:
    error = refusal(tmp_path, content)
    assert said in str(error)
    assert error.field == "file"


def test_a_list_with_no_rows(tmp_path: Path) -> None:
    assert rows(tmp_path, USUAL) == []


def test_lines_above_the_header_other_separators_and_encodings(tmp_path: Path) -> None:
    list_ = "Payments made in March\n\nSupplier;Invoice;Amount (£);Paid on\nCafé;7;£5,50\n"
    list_ = list_.replace("£5,50", "£5.50;1/3/2026")
    assert rows(tmp_path, list_.encode("cp1252")) == [
        PaidInvoice(4, "Café", "7", 5_50, date(2026, 3, 1))
    ]


def test_text_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, f'{USUAL}"\'=HYPERLINK(""x"")",\'-17,850,20/3/2026\n')
    assert isinstance(row, PaidInvoice)
    assert (row.supplier, row.invoice) == ('=HYPERLINK("x")', "-17")


def a_workbook(tmp_path: Path, *sheets: tuple[str, list[list[Any]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, lines in sheets:
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    path = tmp_path / "paid.xlsx"
    book.save(path)
    return path


HEADER = ["Supplier", "Invoice", "Amount", "Date paid"]


def test_an_excel_workbook_with_dates_and_numbers(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path,
        (
            "March",
            [
                HEADER,
                ["Strood Choir", 17, 850, date(2026, 3, 20)],
                ["Strood Choir", "INV-18", 12345.67, datetime(2026, 3, 20, 14, 30)],  # noqa: DTZ001
                ["Strood Choir", 19.0, 0.1 + 0.2, "20/03/2026"],
                ["Strood Choir", 20, -5.5, None],
                ["Strood Choir", 21, None, None],
            ],
        ),
    )
    found = list(open_paid_invoices(path, today=TODAY).rows)
    assert found == [
        A_ROW,
        PaidInvoice(3, "Strood Choir", "INV-18", 12_345_67, PAID_ON),
        PaidInvoice(4, "Strood Choir", "19", 30, PAID_ON),
        PaidInvoice(5, "Strood Choir", "20", -5_50, None),
        PaidInvoice(6, "Strood Choir", "21", None, None),
    ]


def test_the_sheet_of_a_workbook_may_be_named(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path,
        ("February", [HEADER, ["A", 1, 1, date(2026, 2, 2)]]),
        ("March", [HEADER, ["Strood Choir", 17, 850, date(2026, 3, 20)]]),
    )
    assert list(open_paid_invoices(path, today=TODAY, sheet="March").rows) == [A_ROW]


@pytest.mark.parametrize(
    ("header", "row", "fields"),
    [
        (  # the Government's transparency scheme
            "OrganisationLabel,BeneficiaryName,PaymentDate,TransactionNumber,Amount,InvoiceNumber",
            "A Council,Strood Choir,2026-03-20,510,850.00,17",
            "- supplier paid_on - amount invoice",
        ),
        (
            "Body,BodyName,DatePaid,TransactionNumber,NetAmount,IrrecoverableVAT,SupplierName",
            "A,A Council,2026-03-20,510,850.00,1.00,Strood Choir",
            "- - paid_on document net - supplier",
        ),
        (
            "Supplier ID,Supplier (Beneficiary) Name,Total (excludes VAT),Paid Date,Internal Ref",
            "4,Strood Choir,850.00,20/03/2026,51",
            "- supplier net paid_on document",
        ),
        (  # SAP
            "Vendor,Name 1,Reference,Document Number,Posting Date,Clearing,Amount in LC,Pmt Block",
            "100234,Strood Choir,17,1900000012,01.03.2026,20.03.2026,850.00,",
            "- supplier invoice - - paid_on amount not_paid",
        ),
        (
            "Vendor ID,Vendor Name,SAP Document Number,Clearing Date,Gross,VAT,Net",
            "7,Strood Choir,19,20/03/2026,850.00,0,850.00",
            "- supplier document paid_on amount - -",
        ),
        (  # Oracle
            "VENDOR_NAME,INVOICE_NUM,INVOICE_DATE,INVOICE_AMOUNT,AMOUNT_PAID,CHECK_DATE,"
            "PAYMENT_STATUS_FLAG,CANCELLED_DATE",
            "Strood Choir,17,01-MAR-26,900.00,850.00,20-MAR-26,Y,",
            "supplier invoice - - amount paid_on status not_paid",
        ),
        (  # Unit4
            "Supplier,Supplier(T),TransNo,Ext inv ref,Cur. amount,Pay date,Status(T)",
            "10042,Strood Choir,77,17,850.00,20/03/2026,Paid",
            "- supplier - invoice amount paid_on status",
        ),
        (
            "Cipfsubj(T),TransNo,Period,Supplier ID(T),Amount",
            "Rent,77,202603,Strood Choir,850.00",
            "- document - supplier amount",
        ),
        (  # Civica
            "Creditor No,Creditor Name,Creditor Invoice No.,Gross Amount,VAT Amount,"
            "BACS/Cheque Date,Hold Reason",
            "55,Strood Choir,17,850.00,0.00,20/03/2026,",
            "- supplier invoice amount - paid_on not_paid",
        ),
        (  # Integra
            "Account Name,Their Ref,Doc Ref,Line Value,Payment Run Date,Document Status",
            "Strood Choir,17,PI0004,850.00,20/03/2026,Paid",
            "supplier invoice - amount paid_on status",
        ),
    ],
)
def test_the_headings_of_finance_systems_are_known(
    tmp_path: Path, header: str, row: str, fields: str
) -> None:
    found = opened(tmp_path, f"{header}\n{row}\n")
    assert list(found.mapping.values()) == fields.split()
    (one,) = found.rows
    assert isinstance(one, PaidInvoice)
    assert (one.supplier, one.amount) == ("Strood Choir", 850_00)
    assert one.paid_on == (PAID_ON if "paid_on" in fields else None)
    assert one.is_paid


def test_a_column_of_months_is_no_day_of_payment(tmp_path: Path) -> None:
    list_ = "Supplier,Invoice,Amount,Date\n" + "Strood Choir,17,850,2026-03\n" * 5
    found = opened(tmp_path, list_, paid_on=PAID_ON)
    assert found.mapping["Date"] == "-"
    assert {row.paid_on for row in found.rows if isinstance(row, PaidInvoice)} == {PAID_ON}


def test_the_council_itself_and_words_are_no_suppliers_and_sums(tmp_path: Path) -> None:
    list_ = "Organisation Name,Date,Invoice Number,Net Amount,Supplier(Beneficiary) Name,"
    list_ += "Purpose of Spend\n"
    list_ += "".join(
        f"A Council,20/3/2026,{n},{n}.00,{name},Hire of a hall\n"
        for n, name in enumerate(("Strood Choir", "Heron House") * 3, 1)
    )
    found = opened(tmp_path, list_)
    fields = ["-", "paid_on", "invoice", "net", "supplier", "-"]
    assert list(found.mapping.values()) == fields


@pytest.mark.parametrize("other", ["Name", "Vendor"])
def test_where_several_may_be_the_supplier_what_is_in_them_tells(
    tmp_path: Path, other: str
) -> None:
    rows_ = "".join(f"A Council,Firm {n},{n},1\n" for n in range(5))
    found = opened(tmp_path, f"{other},Payee,Invoice,Amount\n{rows_}")
    assert found.mapping == {
        other: "-",
        "Payee": "supplier",
        "Invoice": "invoice",
        "Amount": "amount",
    }
    alone = opened(tmp_path, f"{other},Invoice,Amount\nA Council,1,1\n")
    assert alone.mapping[other] == "supplier"
