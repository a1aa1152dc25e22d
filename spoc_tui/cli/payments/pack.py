"""`spoc pay pack`: what the Chief Finance Officer is given to look into."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from spoc_tui.casework.money import pounds
from spoc_tui.cli import shapes
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import DOCUMENT_FORMS, ending_of, to_file
from spoc_tui.cli.papers import say_paper
from spoc_tui.cli.payments.shapes import calculated, totals_shape
from spoc_tui.cli.verbs import Verb, pass_desk
from spoc_tui.cli.which_verb import check_kind

if TYPE_CHECKING:
    from spoc_tui.casework.payments.pack import Pack, PackedCase, Total


@click.command("pack", cls=Verb)
@click.argument("reference", metavar="[REF]", required=False, callback=check_kind)
@to_file(
    f"{DOCUMENT_FORMS}|xlsx",
    "md",
    "Write it there. A docx or xlsx with no FILE goes to one named after the complaint, here.",
)
@pass_desk
def pack(
    desk: Desk, reference: str | None, form: str | None, file: Path | None, force: bool
) -> None:
    """Write the Chief Finance Officer's pack: one complaint, or all owed or still claimable."""
    from spoc_tui.reports.payments.pack import file_name
    from spoc_tui.reports.payments.pack_formats import PackFormat, pack_written

    chosen = PackFormat.read(form or ending_of(file) or PackFormat.MARKDOWN, field="format")
    facts = desk.store.payments.pack(reference)
    content = pack_written(facts, chosen)
    say_paper(
        desk,
        content,
        chosen,
        file=file,
        force=force,
        name=file_name(facts, chosen),
        said="The pack is in",
        facts=lambda: _facts(facts),
    )


def _facts(pack: Pack) -> dict[str, Any]:
    """The facts of the pack; sums as decimal strings in pounds."""
    from spoc_tui.casework.payments.pack import (
        by_band,
        by_directorate,
        claimable_total,
        grand_total,
    )

    return {
        "day": shapes.day(pack.today),
        "complaints": [_complaint(one) for one in (pack.owed if pack.of_all else pack.cases)],
        "claimable": [_complaint(one) for one in (pack.claimable if pack.of_all else ())],
        "by_directorate": [_total(one) for one in by_directorate(pack)],
        "by_band": [_total(one) for one in by_band(pack)],
        "total": _total(grand_total(pack)),
        "claimable_total": _total(claimable_total(pack)),
    }


def _complaint(one: PackedCase) -> dict[str, Any]:
    payment, calculation = one.payment, one.calculation
    return {
        "reference": payment.reference,
        "organisation": payment.organisation,
        "invoice": payment.invoice,
        "status": str(payment.status),
        "amount": pounds(payment.amount),
        "outstanding": pounds(calculation.outstanding),
        **calculated(calculation),
        "working": [line._asdict() for line in calculation.working],
    }


def _total(total: Total) -> dict[str, Any]:
    return {"name": total.name, **totals_shape(total.of)}
