"""`spoc planning ward`: a ward, by the name that organisations carry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from spoc_tui.casework.money import pounds
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import DOCUMENT_FORMS, ending_of, to_file
from spoc_tui.cli.papers import say_paper
from spoc_tui.cli.verbs import Verb, pass_desk

if TYPE_CHECKING:
    from spoc_tui.casework.planning.ward import Ward
    from spoc_tui.cli.shapes import Shape


@click.command("ward", cls=Verb)
@click.argument("name")
@to_file(DOCUMENT_FORMS, "md", "Write its front-loading pack there.")
@pass_desk
def ward(desk: Desk, name: str, form: str | None, file: Path | None, force: bool) -> None:
    """Show a ward: its schemes, windows, groups, councillors and sums; or write its pack.

    With --format or --output the front-loading pack of the ward is written.
    """
    from db.areas.planning.wards import ward as read_ward
    from spoc_tui.reports.planning.in_words import ward_words

    found = read_ward(desk.store, name)
    if form is None and file is None:
        desk.say(_shape(found), ward_words(found))
        return
    from db.areas.planning.papers import pack_of
    from spoc_tui.reports.documents.formats import DocumentFormat, written
    from spoc_tui.reports.planning import papers

    chosen = DocumentFormat.read(form or ending_of(file) or DocumentFormat.MARKDOWN, field="format")
    facts = pack_of(desk.store, [found.name])
    say_paper(
        desk,
        written(papers.document(facts), chosen),
        chosen,
        file=file,
        force=force,
        name=papers.file_name(facts, chosen),
        said="Front-loading pack written:",
        facts=lambda: _shape(found),
    )


def _shape(of: Ward) -> Shape:
    return {
        "name": of.name,
        "schemes": [
            {"reference": one.reference, "what": one.what, "status": one.status.value}
            for one in of.schemes
        ],
        "windows": [
            {
                "reference": one.reference,
                "application": one.application,
                "site": one.site,
                "closes": one.closes.isoformat() if one.closes else None,
                "status": one.status.value,
            }
            for one in of.windows
        ],
        "organisations": [{"id": one.uid, "name": one.name} for one in of.organisations],
        "councillors": [{"id": one.uid, "name": one.name} for one in of.councillors],
        "sums": {name: pounds(pence) for name, pence in of.sums._asdict().items()},
    }


VERBS = {"ward": ward}
