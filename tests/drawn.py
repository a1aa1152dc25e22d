"""A screen drawn as text: what is where, and in which colours, so that two can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from string import ascii_letters
from typing import Any

from rich.style import Style
from textual.app import App
from textual.strip import Strip
from textual.widgets import Input, TextArea


def drawn(app: App[Any]) -> str:
    """The screen's lines; then the same lines as runs of letters, one for each way to write; then
    what each letter means.
    """
    for field in (*app.screen.query(Input), *app.screen.query(TextArea)):
        field.cursor_blink = False
    lines = app.screen._compositor.render_strips(app.size)
    letters: dict[str, str] = {}
    runs = [" ".join(_runs(line, letters)) for line in lines]
    legend = [f"{letter} {style}" for style, letter in letters.items()]
    return "\n".join([*(line.text.rstrip() for line in lines), "", *runs, "", *legend, ""])


def _runs(line: Strip, letters: dict[str, str]) -> Iterator[str]:
    """“a12 b68”: how many cells are written in which way, from the left."""
    cells = [
        (_written(segment.style), segment.cell_length) for segment in line if not segment.control
    ]
    for style, run in groupby(cells, key=lambda cell: cell[0]):
        letter = letters.setdefault(style, f"{ascii_letters}0123456789"[len(letters)])
        yield f"{letter}{sum(length for _, length in run)}"


def _written(style: Style | None) -> str:
    """“bold #e0e0e0 on #121212”."""
    if style is None:
        return "plain"
    seen = Style(
        color=style.color,
        bgcolor=style.bgcolor,
        **{name: getattr(style, name) for name in ("bold", "dim", "italic", "underline")},
        reverse=style.reverse,
    )
    return str(seen)
