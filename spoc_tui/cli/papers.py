"""A paper that a verb writes: into a file, or onto standard output where it is text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from spoc_tui.cli.desk import Desk
    from spoc_tui.cli.shapes import Shape
    from spoc_tui.reports.documents.document import Document


class PaperFormat(Protocol):
    """In which form it is written."""

    @property
    def is_text(self) -> bool:
        """Whether it can be read in a terminal."""
        ...


def say_paper(
    desk: Desk,
    content: bytes,
    form: PaperFormat,
    *,
    file: Path | None,
    force: bool,
    name: str,
    said: str,
    facts: Callable[[], Shape],
) -> None:
    """Writes it into `file`, or by its usual `name` where that is a folder, or where there is none
    and it is no text; `said` comes before the file's name, and `facts` are what it is made from.
    """
    from spoc_tui.files import placed, write_private

    if file is not None or not form.is_text:
        file = placed(file or Path.cwd(), name)
        write_private(file, content, overwrite=force)
    text = content.decode() if form.is_text else None
    shape = {
        "file": str(file) if file else None,
        "format": str(form),
        "text": text,
        **(facts() if desk.json else {}),
    }
    desk.say(shape, f"{said} {file}" if file else (text or "").rstrip("\n"))


def say_document(
    desk: Desk,
    document: Document,
    form: str | None,
    *,
    file: Path | None,
    force: bool,
    name: Callable[[str], str],
    said: str,
    facts: Callable[[], Shape],
) -> None:
    """Writes a document in the `form` that was asked for, or else Markdown; `name` is its usual
    name in a form.
    """
    from spoc_tui.reports.documents.formats import DocumentFormat, written

    chosen = DocumentFormat.read(form or DocumentFormat.MARKDOWN, field="format")
    content = written(document, chosen)
    say_paper(
        desk, content, chosen, file=file, force=force, name=name(chosen), said=said, facts=facts
    )
