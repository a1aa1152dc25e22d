"""`spoc pay import`: a list of paid invoices, proposed first and marked when it is confirmed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from cli_desk import Cli
from factories import labels, make_payment, whole_file

from db.store import Store
from spoc_tui.casework.payments.payment import PaymentStatus

LIST = """Supplier,Invoice,Amount,Date paid
Rook Lane Bowls Club,RL 7,"£1,200.00",20/03/2026
Strood Choir,17,500.00,20/03/2026
Strood Choir,18,90.00,20/03/2026
Wigmore Scouts,RL-7,1200,20/03/2026
Rook Lane Bowls Club,RL-7,"1,200.00",20/03/2026
Rook Lane Bowls Club,RL-7,lots,20/03/2026
"""
TOLD = """\
2 proposed, 2 unsure, 0 not paid, 0 already paid, 1 unmatched, 1 refused.
  Columns: Supplier is supplier, Invoice is invoice, Amount is amount, Date paid is paid on.
  line 2, proposed: PAY-26-0001, Rook Lane Bowls Club, invoice RL 7, £1,200.00 on Fri 20 Mar 2026
  line 3, proposed: PAY-26-0002, Strood Choir, invoice 17, £500.00 on Fri 20 Mar 2026 (a part)
  line 6, unsure: Rook Lane Bowls Club, invoice RL-7, £1,200.00 on Fri 20 Mar 2026. PAY-26-0001 is \
matched with line 2 already.
  line 5, unsure: Wigmore Scouts, invoice RL-7, £1,200.00 on Fri 20 Mar 2026. PAY-26-0001 is about \
such an invoice, but of Rook Lane Bowls Club.
What is unsure is yours to settle: “spoc pay paid --help” says how.
  line 4, unmatched: Strood Choir, invoice 18, £90.00 on Fri 20 Mar 2026. No complaint is about \
this invoice.
  line 7, refused: “lots” is not an amount in pounds. Type for example 12,500 or £12,500.50.
"""
COUNTS = ("marked", "proposed", "unsure", "not_paid", "already_paid", "unmatched", "refused")


@pytest.fixture
def paid(store: Store, tmp_path: Path) -> str:
    """A list that pays one of two complaints, and a part of the other."""
    make_payment(store, invoice="RL-7", received="2026-03-02")
    make_payment(store, "Strood Choir", amount="850", invoice="17", received="2026-03-02")
    file = tmp_path / "paid.csv"
    file.write_text(LIST, encoding="utf-8")
    return str(file)


def stand(store: Store) -> list[tuple[int, PaymentStatus]]:
    """What is outstanding on each complaint, and where it stands."""
    found = (store.payments.get(reference).payment for reference in ("PAY-26-0001", "PAY-26-0002"))
    return [(one.outstanding, one.status) for one in found]


MARKED = [(0, PaymentStatus.PAID), (350_00, PaymentStatus.LOGGED)]


def test_a_dry_run_says_it_and_writes_nothing(cli: Cli, store: Store, paid: str) -> None:
    before = whole_file(store)
    said = cli.text("pay", "import", paid, "--dry-run", "--yes")
    assert said == f"{TOLD}Nothing was written: this was a dry run.\n"
    assert whole_file(store) == before


def test_without_a_terminal_it_only_proposes(cli: Cli, store: Store, paid: str) -> None:
    before = whole_file(store)
    said = cli.text("pay", "import", paid)
    assert said == f"{TOLD}Nothing was marked. Say --yes to mark those that are proposed.\n"
    assert whole_file(store) == before


def test_with_yes_it_does_not_ask_and_undo_takes_all_back(
    cli: Cli, store: Store, paid: str
) -> None:
    before = stand(store)
    said = cli.text("pay", "import", paid, "--yes")
    assert said == f"{TOLD}Marked 2 as paid. Tell the organisations, then close.\n"
    assert stand(store) == MARKED
    assert store.payments.get("PAY-26-0001").payment.paid_on == date(2026, 3, 20)
    assert labels(store)[-1] == "Marked 2 payments from a list"
    cli.text("undo", "--yes")
    assert stand(store) == before


@pytest.mark.parametrize(
    ("answer", "said", "marked"),
    [
        ("y\n", "Marked 2 as paid. Tell the organisations, then close.\n", True),
        ("n\n", "Nothing was marked.\n", False),
        ("\n", "Nothing was marked.\n", False),
    ],
)
def test_at_a_terminal_it_asks(
    cli: Cli, store: Store, paid: str, answer: str, said: str, marked: bool
) -> None:
    cli.at_a_terminal = True
    result = cli.run("pay", "import", paid, input=answer)
    assert (result.exit_code, result.stdout) == (0, said)
    assert result.stderr.startswith(f"{TOLD}Mark these 2 as paid? [y/N]")
    assert (stand(store) == MARKED) == marked


def test_where_nothing_is_proposed_nothing_is_asked(cli: Cli, store: Store, tmp_path: Path) -> None:
    file = tmp_path / "paid.csv"
    file.write_text("Supplier,Invoice\nStrood Choir,17\n", encoding="utf-8")
    cli.at_a_terminal = True
    assert cli.text("pay", "import", str(file)) == (
        "0 proposed, 0 unsure, 0 not paid, 0 already paid, 1 unmatched, 0 refused.\n"
        "  Columns: Supplier is supplier, Invoice is invoice.\n"
        "  line 2, unmatched: Strood Choir, invoice 17. No complaint is about this invoice.\n"
    )


def test_a_second_import_of_the_list_marks_nothing(cli: Cli, store: Store, paid: str) -> None:
    cli.text("pay", "import", paid, "--yes")
    marked = stand(store)
    told = cli.json("pay", "import", paid, "--yes")
    assert [told[name] for name in COUNTS] == [0, 0, 0, 0, 3, 2, 1]
    assert stand(store) == marked


def test_json_counts_and_every_row(cli: Cli, store: Store, paid: str) -> None:
    told = cli.json("pay", "import", paid)
    assert [told[name] for name in COUNTS] == [0, 2, 2, 0, 0, 1, 1]
    assert told["dry_run"] is False
    assert told["columns"] == {
        "Supplier": "supplier",
        "Invoice": "invoice",
        "Amount": "amount",
        "Date paid": "paid_on",
    }
    assert told["rows"][1] == {
        "line": 3,
        "lines": [3],
        "verdict": "proposed",
        "reference": "PAY-26-0002",
        "supplier": "Strood Choir",
        "invoice": "17",
        "document": "",
        "amount": "500.00",
        "pays": "500.00",
        "paid_on": "2026-03-20",
        "part": True,
        "why": "",
    }
    assert [one["line"] for one in told["refusals"]] == [7]
    assert cli.json("pay", "import", paid, "--yes")["marked"] == 2


def test_what_a_column_says_and_the_day_for_all(cli: Cli, store: Store, tmp_path: Path) -> None:
    make_payment(store, invoice="RL-7", received="2026-03-02")
    file = tmp_path / "paid.csv"
    file.write_text("Who,Ours\nRook Lane Bowls Club,RL-7\n", encoding="utf-8")
    mapped = ("--map", "Who=supplier", "--map", "Ours=invoice", "--on", "20/3")
    told = cli.json("pay", "import", str(file), *mapped)
    assert (told["unsure"], told["rows"][0]["paid_on"]) == (1, "2026-03-20")
    assert told["rows"][0]["why"].startswith("The list has no amount;")


def test_of_many_rows_the_first_are_shown(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "paid.csv"
    lines = "".join(f"Strood Choir,{n}\n" for n in range(25))
    file.write_text(f"Supplier,Invoice\n{lines}", encoding="utf-8")
    said = cli.text("pay", "import", str(file))
    assert said.count("unmatched: ") == 20
    assert "… and 5 more (--json has them all)" in said


def test_control_codes_in_a_list_do_not_reach_the_terminal(
    cli: Cli, store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "paid.csv"
    file.write_text("Supplier,Invoice\n\x1b[31mStrood Choir,17\n", encoding="utf-8")
    assert "\x1b" not in cli.text("pay", "import", str(file))


@pytest.mark.parametrize(
    ("content", "field", "said"),
    [
        (b"", "file", "is empty"),
        (b"\x89PNG\r\n\x1a\n", "file", "is a picture"),
        (b"PK\x03\x04 broken", "file", "is a zip file that cannot be opened"),
        (b"Strood Choir,17\n", "file", "has no header line"),
        (b"Invoice,Amount\nStrood Choir,17\n", "map", "known to be the supplier"),
    ],
)
def test_bad_files(cli: Cli, tmp_path: Path, content: bytes, field: str, said: str) -> None:
    file = tmp_path / "paid.csv"
    file.write_bytes(content)
    error = cli.error(2, "pay", "import", str(file))
    assert (error["field"], said in error["message"]) == (field, True)


def test_bad_input(cli: Cli, paid: str, tmp_path: Path) -> None:
    assert "There is no file" in cli.error(2, "pay", "import", str(tmp_path / "no.csv"))["message"]
    assert "is a folder" in cli.error(2, "pay", "import", str(tmp_path))["message"]
    assert cli.error(2, "pay", "import", paid, "--map", "Invoice")["field"] == "map"
    assert cli.error(2, "pay", "import", paid, "--map", "Colour=invoice")["field"] == "map"
    assert cli.error(2, "pay", "import", paid, "--on", "someday")["field"] == "on"


@pytest.mark.slow
def test_the_rows_of_ten_thousand_with_one_number_stay_in_hand(
    cli: Cli, store: Store, tmp_path: Path
) -> None:
    make_payment(store, invoice="RL-7", received="2026-03-02")
    file = tmp_path / "paid.csv"
    row = "Rook Lane Bowls Club,RL-7,1200,20/3/2026\n"
    file.write_text("Supplier,Invoice,Amount,Date paid\n" + row * 10_000, encoding="utf-8")
    told = cli.json("pay", "import", str(file), "--yes")
    assert [told[name] for name in COUNTS] == [1, 1, 9_999, 0, 0, 0, 0]
    assert store.payments.get("1").payment.outstanding == 0


SPLIT = """BeneficiaryName,InvoiceNumber,Amount,PaymentDate,Ledger
Rook Lane Bowls Club,RL-7,700.00,46101,P1
Rook Lane Bowls Club,RL-7,500.00,20th March 2026,P1
Strood Choir,17,300.00,20-Mar-26,P1
Strood Choir,17,300.00,20-Mar-26,P1
Strood Choir,17,-50.00,20-Mar-26,P1
"""


def test_split_lines_are_marked_as_one_and_the_same_file_again_changes_nothing(
    cli: Cli, store: Store, paid: str, tmp_path: Path
) -> None:
    file = tmp_path / "split.csv"
    file.write_text(SPLIT, encoding="utf-8")
    said = cli.text("pay", "import", str(file), "--yes")
    assert "lines 2, 3, proposed: PAY-26-0001" in said
    assert "lines 4, 5, 6, proposed: PAY-26-0002, Strood Choir, invoice 17, £550.00" in said
    assert "; left out: Ledger." in said
    parts = [(0, PaymentStatus.PAID), (300_00, PaymentStatus.LOGGED)]
    assert stand(store) == parts
    before = whole_file(store)
    told = cli.json("pay", "import", str(file), "--yes")
    assert [told[name] for name in COUNTS] == [0, 0, 0, 0, 2, 0, 0]
    assert whole_file(store) == before
    assert stand(store) == parts


def test_a_second_line_of_the_same_sum_and_day_is_another_part(
    cli: Cli, store: Store, paid: str, tmp_path: Path
) -> None:
    file = tmp_path / "part.csv"
    lines = SPLIT.splitlines()
    file.write_text("\n".join((lines[0], lines[3])), encoding="utf-8")
    assert cli.json("pay", "import", str(file), "--yes")["marked"] == 1
    file.write_text("\n".join((lines[0], *lines[3:5])), encoding="utf-8")
    told = cli.json("pay", "import", str(file), "--yes")
    assert [one["verdict"] for one in told["rows"]] == ["already-paid", "proposed"]
    assert stand(store)[1] == (250_00, PaymentStatus.LOGGED)


def test_what_is_said_of_a_column_is_remembered_for_such_lists(
    cli: Cli, store: Store, tmp_path: Path
) -> None:
    make_payment(store, invoice="RL-7", received="2026-03-02")
    file = tmp_path / "odd.csv"
    file.write_text("Who,Ours,Sum\nRook Lane Bowls Club,RL-7,1200\n", encoding="utf-8")
    mapped = ("--map", "who=supplier", "--map", "Ours=invoice", "--map", "SUM=amount")
    before = whole_file(store)
    cli.text("pay", "import", str(file), *mapped, "--on", "20/3", "--dry-run")
    assert whole_file(store) == before
    cli.text("pay", "import", str(file), *mapped, "--on", "20/3")
    told = cli.json("pay", "import", str(file), "--on", "20/3")
    assert told["columns"] == {"Who": "supplier", "Ours": "invoice", "Sum": "amount"}
    other = cli.json("pay", "import", str(file), "--on", "20/3", "--map", "Sum=invoice")
    assert other["columns"] == {"Who": "supplier", "Ours": "-", "Sum": "invoice"}


def test_sums_that_all_have_a_minus_are_what_was_paid(
    cli: Cli, store: Store, tmp_path: Path
) -> None:
    make_payment(store, invoice="RL-7", received="2026-03-02")
    file = tmp_path / "open-items.csv"
    others = "".join(f"Other {n},{n},{n}.00-,20.03.2026\n" for n in range(1, 6))
    file.write_text(
        "Name 1,Reference,Amount in local currency,Clearing\n"
        f'Rook Lane Bowls Club,RL-7,"1,200.00-",20.03.2026\n{others}',
        encoding="utf-8",
    )
    said = cli.text("pay", "import", str(file), "--yes")
    assert "has a minus before it in this list" in said
    assert store.payments.get("1").payment.outstanding == 0


def test_of_sums_without_vat_it_is_asked_whether_vat_was_paid(
    cli: Cli, store: Store, tmp_path: Path
) -> None:
    make_payment(store, invoice="RL-7", amount="1200", received="2026-03-02")
    file = tmp_path / "net.csv"
    file.write_text(
        "Supplier,Invoice,Net amount,Paid on\nRook Lane Bowls Club,RL-7,1000,20/3/2026\n",
        encoding="utf-8",
    )
    said = cli.text("pay", "import", str(file), "--yes")
    assert "Was VAT paid on top of “Net amount”? If not, --map “Net amount=amount”" in said
    assert "0 proposed, 1 unsure" in said
    told = cli.json("pay", "import", str(file), "--map", "Net amount=amount", "--yes")
    assert (told["marked"], store.payments.get("1").payment.outstanding) == (1, 200_00)
