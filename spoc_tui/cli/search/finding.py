"""Finding anything: names, numbers, references and words of records."""

from __future__ import annotations

import click

from spoc_tui.casework.search.finding import SEARCH_KINDS
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import how_many
from spoc_tui.cli.search.hits import MOST_HITS, USUAL_HITS, say_found
from spoc_tui.cli.verbs import Verb, pass_desk


@click.command(
    cls=Verb,
    epilog="Put in quotes what has a leading - or a sign that your shell reads: find -- -5. "
    "Without TEXT: what is open and recent.",
)
@click.argument("text", nargs=-1)
@click.option(
    "--kind",
    type=click.Choice([kind.replace("_", "-") for kind in SEARCH_KINDS]),
    help="Of this kind only.",
)
@how_many("--limit", "How many at most.", usual=USUAL_HITS, most=MOST_HITS)
@pass_desk
def find(desk: Desk, text: tuple[str, ...], kind: str | None, limit: int) -> None:
    """Find organisations, people, numbers and words in records, the best first.

    Typing errors are allowed for. Nothing that is typed has a special meaning.
    """
    say_found(desk, text, kind=kind and kind.replace("-", "_"), limit=limit)
