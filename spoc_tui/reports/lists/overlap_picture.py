"""The picture of how lists overlap: a column a list, a row a combination, a bar for how many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from spoc_tui.casework.lists.overlap import Combination, Overlap
from spoc_tui.casework.text import counted, one_line, shortened
from spoc_tui.reports.fitting import bar_length, short

MOST_COMBINATIONS = 40
"""How many combinations are drawn; the tables have them all."""
MOST_COLUMNS = 20
"""With more lists than this a row names its own only, instead of a column for each."""
NOT_IN, BAR = "·", "#"
LONGEST_NAME = 60
CELLS = 14
"""The breadth of a column of numbers, its head within."""


def letters(count: int) -> list[str]:
    """A, B … Z, AA, AB …: a short name for each list."""
    return [_letter(number) for number in range(count)]


def in_letters(overlap: Overlap, width: int) -> Iterator[str]:
    """The lists, each with its letter; then a row a combination: letters, a number, a bar."""
    if not overlap.lists:
        return
    named = letters(len(overlap.lists))
    gutter = max(map(len, named)) + 2
    room = max(10, min(LONGEST_NAME, width - gutter - 2 * CELLS))
    yield f"{'':{gutter}}{'List':{room}}{'organisations':>{CELLS}}{'in no other':>{CELLS}}"
    for letter, known in zip(named, overlap.lists, strict=True):
        name = _cut(known.name, room)
        numbers = f"{known.organisations:>{CELLS},}{known.only:>{CELLS},}"
        yield f"{letter:{gutter}}{name:{room}}{numbers}"
    yield ""
    drawn = overlap.combinations[:MOST_COMBINATIONS]
    marks = [_marks(one, overlap, named) for one in drawn]
    breadth = max(map(len, marks))
    if breadth + CELLS > width:  # the longest rows are cut, and the numbers stay in sight
        breadth = max(10, width - CELLS - 2)
    yield f"{'Which':{breadth}}{'organisations':>{CELLS}}"
    most = max(one.organisations for one in drawn)
    for one, mark in zip(drawn, marks, strict=True):
        bar = BAR * bar_length(one.organisations, most, width - breadth - CELLS - 2)
        yield f"{_cut(mark, breadth):{breadth}}{one.organisations:>{CELLS},}  {bar}".rstrip()
    yield from _left_out(overlap)


def drawn(overlap: Overlap, written: str) -> str:
    """The same as an SVG picture that needs nothing else and prints in black and white."""
    named = letters(len(overlap.lists))
    rows = overlap.combinations[:MOST_COMBINATIONS]
    in_columns = len(named) <= MOST_COLUMNS
    left = 30 + 22 * len(named) if in_columns else 320
    top = 74 + 20 * len(named)
    height = top + 22 * len(rows) + 60
    parts = [_text(20, 30, "How the lists overlap", size=18)]
    for place, (letter, known) in enumerate(zip(named, overlap.lists, strict=True)):
        described = f"{letter}: {short(known.name, LONGEST_NAME)}"
        numbers = f"{known.organisations:,}, {known.only:,} of them in no other"
        parts += [_text(20, 58 + 20 * place, described), _text(470, 58 + 20 * place, numbers)]
    if in_columns:
        parts += [_text(20 + 22 * place, top - 4, letter) for place, letter in enumerate(named)]
    most = max((one.organisations for one in rows), default=1)
    for number, one in enumerate(rows):
        y = top + 14 + 22 * number
        if in_columns:
            parts += _dots(one, overlap, y)
        else:
            parts.append(_text(20, y + 5, _cut(_marks(one, overlap, named), 40)))
        bar = bar_length(one.organisations, most, 800 - left - 110)
        parts.append(f'<rect x="{left}" y="{y - 7}" width="{bar}" height="14" fill="#333"/>')
        parts.append(_text(left + bar + 6, y + 5, f"{one.organisations:,}"))
    foot = [*_left_out(overlap), one_line(written)]
    parts += [_text(20, height - 34 + 18 * place, line) for place, line in enumerate(foot)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 {height}" role="img" '
            'font-family="Arial, Helvetica, sans-serif" fill="#111">',
            "<title>How many organisations are in which lists</title>",
            f'<rect width="800" height="{height}" fill="#fff"/>',
            *parts,
            "</svg>\n",
        ]
    )


def _dots(one: Combination, overlap: Overlap, y: int) -> Iterator[str]:
    for place, known in enumerate(overlap.lists):
        x, within = 26 + 22 * place, known.name in one.lists
        radius, fill = (7, "#111") if within else (3, "#bbb")
        yield f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}"/>'


def _text(x: int, y: int, text: str, *, size: int = 13) -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}">{escape(one_line(text))}</text>'


def _marks(one: Combination, overlap: Overlap, named: Sequence[str]) -> str:
    """`A · C`; with too many lists for a column each, `A C`."""
    within = [
        (letter, known.name in one.lists)
        for letter, known in zip(named, overlap.lists, strict=True)
    ]
    if len(named) > MOST_COLUMNS:
        return " ".join(letter for letter, is_in in within if is_in)
    return " ".join(letter if is_in else NOT_IN for letter, is_in in within)


def _left_out(overlap: Overlap) -> Iterator[str]:
    rest = overlap.combinations[MOST_COMBINATIONS:]
    if rest:
        count = sum(one.organisations for one in rest)
        combinations = counted(len(rest), "more combination")
        yield f"… and {combinations}, of {counted(count, 'organisation')}."


def _cut(text: str, room: int) -> str:
    return shortened(one_line(text), room)


def _letter(number: int) -> str:
    letter = chr(ord("A") + number % 26)
    return _letter(number // 26 - 1) + letter if number >= 26 else letter
