"""`spoc pay import`: a finance team's list of paid invoices beside the open complaints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.lists.facts import describe_field
from spoc_tui.casework.money import pounds, show_pounds
from spoc_tui.casework.payments.paid_invoices import LEFT_OUT, PaymentProposal, PaymentVerdict
from spoc_tui.casework.text import one_line
from spoc_tui.cli import shapes
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.from_lists import DRY_RUN, ROWS_SHOWN, read_mapped
from spoc_tui.cli.verbs import Verb, pass_desk

if TYPE_CHECKING:
    from db.payments.importing import PaidListRead

ONLY_PROPOSED = "Nothing was marked. Say --yes to mark those that are proposed."
UNSURE_NOTE = "What is unsure is yours to settle: “spoc pay paid --help” says how."
NET = (
    "  Was VAT paid on top of “{column}”? If not, --map “{column}=amount” takes it as what was "
    "paid; what is unsure by it is not marked."
)
TURNED = "  What was paid has a minus before it in this list; it is read as if it had none."


@click.command(
    "import",
    cls=Verb,
    epilog="FILE is CSV or Excel, with columns for the supplier, the invoice, the amount and the "
    "day it was paid. The lines of one invoice and day add up, and pay an open complaint of the "
    "same organisation and invoice number, all or part of it; each complaint once. What is "
    "cancelled, on hold or reversed pays nothing. Undo takes all of them back at once.",
)
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="COLUMN=FIELD",
    help="What a column says: supplier, invoice, document, amount, net, vat, paid_on, status, "
    "not_paid (- leaves it out); remembered for lists with the same columns. Repeat for more.",
)
@click.option("--on", metavar="DATE", help="The day they were paid, where the list does not say.")
@click.option("--sheet", metavar="NAME", default="", help="Which sheet of a workbook.")
@click.option("--dry-run", is_flag=True, help="Only show what would be marked.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_desk
def import_(
    desk: Desk,
    file: Path,
    mapped: tuple[str, ...],
    on: str | None,
    sheet: str,
    dry_run: bool,
    yes: bool,
) -> None:
    """Mark complaints as paid by a list of paid invoices, once you confirm them."""
    from db.payments.importing import accept, remember_columns

    found = _read(desk, file, mapped, on, sheet)
    proposed = found.of(PaymentVerdict.PROPOSED)
    asked = not (dry_run or yes) and bool(proposed) and desk.interactive()
    if asked:
        click.echo(_listing(found), err=True)
        yes = desk.ask(f"Mark these {len(proposed):,} as paid?")
    marked = accept(desk.store, proposed) if yes and not dry_run else 0
    if mapped and not dry_run:
        remember_columns(desk.store, found.opened)
    described = _outcome(marked, len(proposed), asked=asked, dry_run=dry_run)
    desk.say(
        _shape(found, marked, dry_run) if desk.json else {},
        described if asked else "\n".join(filter(None, (_listing(found), described))),
    )


def _read(
    desk: Desk, file: Path, mapped: tuple[str, ...], on: str | None, sheet: str
) -> PaidListRead:
    from db.payments.importing import PaidListRequest, read_list

    day = desk.store.read_day(on, "on", Direction.PAST) if on else None
    return read_list(desk.store, PaidListRequest(file, sheet, day, read_mapped(mapped)))


def _outcome(marked: int, proposed: int, *, asked: bool, dry_run: bool) -> str:
    if marked:
        return f"Marked {marked:,} as paid. Tell the organisations, then close."
    if dry_run:
        return DRY_RUN
    if asked:
        return "Nothing was marked."
    return ONLY_PROPOSED if proposed else ""


def _listing(found: PaidListRead) -> str:
    """How many of each, then the rows; of those that are not proposed the first ones."""
    counts = [f"{len(found.of(verdict)):,} {verdict.words}" for verdict in PaymentVerdict]
    lines = [f"{', '.join(counts)}, {len(found.refused):,} refused."]
    lines += [_columns(found.opened.mapping)]
    lines += [f"  {one_line(remark)}" for remark in found.opened.remarks]
    lines += [TURNED] if found.opened.is_turned else []
    if column := one_line(found.opened.net_column):
        lines += [NET.format(column=column)]
    lines += map(_line, found.of(PaymentVerdict.PROPOSED))
    lines += _first(list(map(_line, found.of(PaymentVerdict.UNSURE))))
    lines += [UNSURE_NOTE] if found.of(PaymentVerdict.UNSURE) else []
    for verdict in (
        PaymentVerdict.NOT_PAID,
        PaymentVerdict.ALREADY_PAID,
        PaymentVerdict.UNMATCHED,
    ):
        lines += _first([_line(one) for one in found.of(verdict)])
    lines += _first([f"  line {row.line}, refused: {row.why}" for row in found.refused])
    return "\n".join(lines)


def _columns(mapping: Mapping[str, str]) -> str:
    """“Columns: Payee is supplier, Date is paid on; left out: Ledger.”"""
    taken = [
        f"{one_line(column)} is {describe_field(field)}"
        for column, field in mapping.items()
        if field != LEFT_OUT
    ]
    others = [one_line(column) for column, field in mapping.items() if field == LEFT_OUT]
    left_out = f"; left out: {', '.join(others)}" if others else ""
    return f"  Columns: {', '.join(taken)}{left_out}."


def _first(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:ROWS_SHOWN]
    if len(lines) > ROWS_SHOWN:
        yield f"  … and {len(lines) - ROWS_SHOWN:,} more (--json has them all)"


def _line(of: PaymentProposal) -> str:
    """“line 2, proposed: PAY-26-0001, Rook Lane Bowls Club, invoice 7, £1,200.00 on Mon 2 Mar”."""
    row, payment = of.row, of.payment
    amount = of.pays if of.verdict is PaymentVerdict.PROPOSED else row.amount
    facts = [
        payment.reference if payment and of.verdict is PaymentVerdict.PROPOSED else "",
        row.supplier,
        f"invoice {row.invoice}" if row.invoice else "no invoice number",
        show_pounds(amount) if amount is not None else "",
    ]
    described = ", ".join(filter(None, facts)) + (
        f" on {show_day(row.paid_on)}" if row.paid_on else ""
    )
    part = " (a part)" if of.verdict is PaymentVerdict.PROPOSED and of.is_part else ""
    why = f". {of.why}" if of.why else ""
    lines = f"lines {', '.join(map(str, of.lines))}" if of.lines else f"line {row.line}"
    return f"  {lines}, {of.verdict.words}: {described}{part}{why}"


def _shape(found: PaidListRead, marked: int, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "marked": marked,
        **{str(one).replace("-", "_"): len(found.of(one)) for one in PaymentVerdict},
        "refused": len(found.refused),
        "columns": dict(found.opened.mapping),
        "remarks": list(found.opened.remarks),
        "rows": [_row_shape(one) for one in found.proposals],
        "refusals": [{"line": row.line, "why": row.why} for row in found.refused],
    }


def _row_shape(of: PaymentProposal) -> dict[str, Any]:
    return {
        "line": of.row.line,
        "lines": list(of.lines) or [of.row.line],
        "verdict": str(of.verdict),
        "reference": of.payment.reference if of.payment else None,
        "supplier": of.row.supplier,
        "invoice": of.row.invoice,
        "document": of.row.document,
        "amount": pounds(of.row.amount) if of.row.amount is not None else None,
        "pays": pounds(of.pays) if of.pays is not None else None,
        "paid_on": shapes.day(of.row.paid_on),
        "part": of.is_part and of.verdict is PaymentVerdict.PROPOSED,
        "why": of.why,
    }
