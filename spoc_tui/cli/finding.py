"""Finding anything: names, numbers, references and words of enquiries."""

from __future__ import annotations

from collections.abc import Sequence

import click

from spoc_tui.casework.finding import KINDS, Hit
from spoc_tui.cli.desk import Desk, pass_desk
from spoc_tui.cli.options import how_many
from spoc_tui.cli.verbs import Verb


@click.command(
    cls=Verb,
    epilog="Put in quotes what has a leading - or a sign that your shell reads: find -- -5. "
    "Without TEXT: what is open and recent.",
)
@click.argument("text", nargs=-1)
@click.option("--kind", type=click.Choice(KINDS), help="Of this kind only.")
@how_many("--limit", "How many at most.", usual=20, most=1_000)
@pass_desk
def find(desk: Desk, text: tuple[str, ...], kind: str | None, limit: int) -> None:
    """Find organisations, people, numbers and words in enquiries, the best first.

    A typing error is forgiven. Nothing that is typed has a special meaning.
    """
    found = desk.store.search.anything(" ".join(text), limit=limit, kind=kind)
    desk.say([_shape(hit) for hit in found], _lines(found))


def _shape(hit: Hit) -> dict[str, object]:
    return {
        "kind": hit.kind,
        "id": hit.uid,
        "reference": hit.reference or None,
        "name": hit.name,
        "matched": hit.matched,
        "phone": hit.phone,
        "open": hit.open,
    }


def _lines(found: Sequence[Hit]) -> str:
    """What was found, one thing a line."""
    if not found:
        return "Nothing found."
    return "\n".join(
        "  ".join(filter(None, (hit.kind.ljust(12), hit.reference, hit.name, _aside(hit))))
        for hit in found
    )


def _aside(hit: Hit) -> str:
    open_ones = f"{hit.open} open" if hit.kind == "organisation" and hit.open else ""
    inside = ", ".join(filter(None, (hit.matched, open_ones)))
    return f"({inside})" if inside else ""
