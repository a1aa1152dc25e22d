"""The addresses that the cells of a workbook's sheet lead to, which openpyxl does not read from
one that is opened to be read only.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import IO
from urllib.parse import unquote

_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_LINK = re.compile(rb"<(?:\w+:)?hyperlink\b[^>]*>")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*\"([^\"]*)\"")
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_LINKS_BEGIN = b"hyperlinks"
_PIECE = 1 << 16
MOST_BYTES = 20_000_000
"""Of what a sheet says of its links; Excel keeps 65,530 of them at most."""


def links_of(file: IO[bytes], sheet: str) -> dict[tuple[int, int], str]:
    """The address by row and column, both from 1; `sheet` is its place in the workbook's file."""
    folder, _, name = sheet.strip("/").rpartition("/")
    with zipfile.ZipFile(file) as archive:
        try:
            relations = archive.read(f"{folder}/_rels/{name}.rels")
        except KeyError:
            return {}
        targets = {
            found["Id"]: found["Target"]
            for found in _attributes(_RELATION, relations)
            if found.get("Type", "").endswith("/hyperlink") and "Target" in found and "Id" in found
        }
        if not targets:
            return {}
        with archive.open(f"{folder}/{name}") as opened:
            part = _end_of(opened)
    links = {}
    for found in _attributes(_LINK, part):
        place = _CELL.match(found.get("ref", ""))
        target = targets.get(next((v for k, v in found.items() if k.endswith(":id")), ""))
        if place and target:
            column = 0
            for letter in place[1]:
                column = column * 26 + ord(letter) - ord("A") + 1
            links[int(place[2]), column] = address_within(target)
    return links


def address_within(target: str) -> str:
    """The e-mail address of a `mailto:`, without its subject; else the target as it is."""
    if target[:7].casefold() == "mailto:":
        return unquote(target[7:]).partition("?")[0].strip()
    return target.strip()


def _end_of(opened: IO[bytes]) -> bytes:
    """The links of a sheet, which come after its rows in its file."""
    end = b""
    while piece := opened.read(_PIECE):
        end += piece
        place = end.find(_LINKS_BEGIN)
        if place >= 0:
            return end[place:] + opened.read(MOST_BYTES)
        end = end[-len(_LINKS_BEGIN) :]
    return b""


def _attributes(tag: re.Pattern[bytes], text: bytes) -> Iterator[dict[str, str]]:
    for match in tag.finditer(text):
        yield {
            name.decode(): unescape(value.decode("utf-8", "replace"))
            for name, value in _ATTRIBUTE.findall(match[0])
        }
