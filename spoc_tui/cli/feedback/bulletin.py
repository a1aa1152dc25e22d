"""`spoc feedback bulletin`: the “you said, we did” page, as a draft, issued, or made again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.cli import shapes
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import DOCUMENT_FORMS, ending_of, to_file
from spoc_tui.cli.verbs import Verb, pass_desk

if TYPE_CHECKING:
    from datetime import date

    from db.feedback.bulletins import Issued
    from spoc_tui.casework.feedback.bulletins import Bulletin, BulletinAsked
    from spoc_tui.reports.documents.formats import DocumentFormat

MONTHS_BACK = 3
"""How far a bulletin goes back where no period is given."""
AGAIN_ALONE = "--again makes one as it was issued: only --format, --output and --force go with it."


@click.command(
    "bulletin",
    cls=Verb,
    epilog="Only organisations that agreed to be named are named. Without --issue it is a draft, "
    "and nobody is marked as told. --issue marks all whom it reaches, as one action that can be "
    "undone; with --for, only that organisation.",
)
@click.option("--from", "since", metavar="WHEN", help="The first day; usually 3 months ago.")
@click.option("--to", "until", metavar="WHEN", help="The last day; usually today.")
@click.option("--theme", metavar="T", help="Only what is under a theme.")
@click.option("--for", "audience", metavar="NAME", help="Only what an organisation said.")
@click.option("--issue", "issuing", is_flag=True, help="Issue it: those it reaches are told.")
@click.option(
    "--again", metavar="REF", help="One that was issued, exactly as it went out: BUL-26-0001, or 1."
)
@to_file(
    DOCUMENT_FORMS,
    "md",
    "Write it there. A docx with no FILE goes to one named after the bulletin, here.",
)
@pass_desk
def bulletin(
    desk: Desk,
    since: str | None,
    until: str | None,
    theme: str | None,
    audience: str | None,
    issuing: bool,
    again: str | None,
    form: str | None,
    file: Path | None,
    force: bool,
) -> None:
    """Write a “you said, we did” page of what was done, or cannot be; a txt is for e-mail."""
    from spoc_tui.reports.documents.formats import DocumentFormat

    chosen = DocumentFormat.read(form or ending_of(file) or DocumentFormat.MARKDOWN, field="format")
    out = _Out(chosen, file, force)
    if again is None:
        asked = _asked(desk, since, until, theme, audience)
        (_issue if issuing else _draft)(desk, asked, out)
    elif issuing or any(typed is not None for typed in (since, until, theme, audience)):
        raise click.UsageError(AGAIN_ALONE)
    else:
        _again(desk, again, out)


@click.command("bulletins", cls=Verb)
@pass_desk
def bulletins(desk: Desk) -> None:
    """List the bulletins that were issued, the newest first."""
    issued = desk.store.bulletins.all()
    lines = [
        f"{one.reference}  {show_day(london_date(one.issued_at))}  {one.title}"
        f"{f', for {one.audience}' if one.audience else ''}; {_told(one)}"
        for one in issued
    ]
    none = "No bulletin was issued yet. spoc feedback bulletin --issue does."
    desk.say(list(map(_issued, issued)), "\n".join(lines) or none)


@dataclass
class _Out:
    """Where it goes, and in which form."""

    form: DocumentFormat
    file: Path | None
    """Where there is to be one."""
    force: bool
    text: str | None = None
    """What it says, in a form that can be shown."""

    def hand_over(self, content: bytes, reference: str, day: date) -> None:
        """Writes the file, if there is to be one."""
        from spoc_tui.files import placed, write_private
        from spoc_tui.reports.feedback.bulletin import file_name

        if self.form.is_text:
            self.text = content.decode()
        if self.file is not None or not self.form.is_text:
            self.file = placed(self.file or Path.cwd(), file_name(reference, day, self.form))
            write_private(self.file, content, overwrite=self.force)

    @property
    def words(self) -> str:
        return (self.text or "").rstrip("\n")

    @property
    def shape(self) -> dict[str, Any]:
        file = str(self.file) if self.file else None
        return {"file": file, "format": str(self.form), "text": self.text}


def _asked(
    desk: Desk, since: str | None, until: str | None, theme: str | None, audience: str | None
) -> BulletinAsked:
    from dateutil.relativedelta import relativedelta

    from spoc_tui.casework.council.council import Theme
    from spoc_tui.casework.feedback.bulletins import BulletinAsked

    store = desk.store
    start = store.read_day(since, "from", Direction.PAST) if since is not None else None
    end = store.read_day(until, "to", Direction.PAST) if until is not None else store.today()
    if since is None and until is None:
        start = end - relativedelta(months=MONTHS_BACK)
    of = store.council.find(Theme, theme, retired=True) if theme is not None else None
    who = store.organisations.find(audience, field="for") if audience is not None else None
    return BulletinAsked(
        start,
        end,
        theme_uid=of.uid if of else None,
        theme=of.name if of else "",
        audience_uid=who.uid if who else None,
        audience=who.name if who else "",
    )


def _draft(desk: Desk, asked: BulletinAsked, out: _Out) -> None:
    from spoc_tui.reports.documents.formats import written
    from spoc_tui.reports.feedback.bulletin import bulletin_page

    draft = desk.store.bulletins.preview(asked)
    out.hand_over(written(bulletin_page(draft), out.form), "", draft.today)
    shape = {"reference": None, **_facts(draft, asked), "told": 0, **out.shape}
    said = f"The draft is in {out.file}" if out.file else out.words
    desk.say(shape, said, document=not out.file)


def _issue(desk: Desk, asked: BulletinAsked, out: _Out) -> None:
    bulletins = desk.store.bulletins

    def hand_over(issued: Issued) -> None:
        day = london_date(issued.issued_at)
        out.hand_over(bulletins.again(issued.uid, out.form), issued.reference, day)

    facts = _facts(bulletins.preview(asked), asked)
    issued = bulletins.issue(asked, hand_over=hand_over)
    said = f"Issued {issued.reference}; {_told(issued)}."
    more = f"It is in {out.file}" if out.file else f"The words to send:\n\n{out.words}"
    shape = {"reference": issued.reference, **facts, "told": issued.told, **out.shape}
    desk.say(shape, f"{said} {more}", document=not out.file)


def _again(desk: Desk, typed: str, out: _Out) -> None:
    issued = desk.store.bulletins.get(typed)
    content = desk.store.bulletins.again(issued.uid, out.form)
    out.hand_over(content, issued.reference, london_date(issued.issued_at))
    said = f"{issued.reference} is in {out.file}" if out.file else out.words
    desk.say({**_issued(issued), **out.shape}, said)


def _told(issued: Issued) -> str:
    if not issued.told:
        return "nobody was waiting to be told"
    return f"{issued.told:,} {'was' if issued.told == 1 else 'were'} told"


def _facts(of: Bulletin, asked: BulletinAsked) -> dict[str, Any]:
    """The facts of the page; like it, without who did not agree to be named."""
    return {
        "title": of.title,
        "from": shapes.day(of.start),
        "to": shapes.day(of.end),
        "theme": asked.theme or None,
        "audience": asked.audience or None,
        "items": [
            {
                "reference": item.reference,
                "theme": item.theme,
                "said": item.said,
                "by": item.by,
                "did": item.did,
            }
            for item in of.items
        ],
    }


def _issued(of: Issued) -> dict[str, Any]:
    return {
        "reference": of.reference,
        "title": of.title,
        "issued_at": shapes.moment(of.issued_at),
        "audience": of.audience or None,
        "told": of.told,
    }
