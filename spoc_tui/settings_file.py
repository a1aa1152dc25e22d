"""Reads the officer's settings file: what it says, what is left out of it, and on which line."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.standards import USUAL
from spoc_tui.settings import STANDARDS, Settings

TEXTS = ("officer", "desk", "theme")
KNOWN = (*TEXTS, *STANDARDS, "keys")


def read(raw: bytes, path: Path) -> Settings:
    """The settings that a file's bytes say.

    A name that is not known is left out and named in `faults`. Where the file cannot be read at
    all, or says something that what is written would rest on and cannot be used, `refusal` says so.
    """
    try:
        text = _text(raw)
        found = tomllib.loads(f"{text}\n")
    except BadInput as error:
        return Settings(refusal=f"The settings {path} cannot be used: {error}.")
    except tomllib.TOMLDecodeError as error:
        last = f"at line {len(text.splitlines())}, the last"
        why = str(error).replace("at end of document", last)
        return Settings(refusal=f"The settings {path} cannot be used: {why}.")
    faults: list[tuple[str, str]] = []

    def leave_out(section: str, name: str, known: tuple[str, ...]) -> None:
        within = f" in [{section}]" if section else ""
        wrong = f"line {line_of(text, section, name)}: “{name}”{within} is not a setting."
        faults.append((wrong, f"There are: {', '.join(known)}."))

    for name in found:
        if name not in KNOWN:
            leave_out("", name, KNOWN)
    for section, names in STANDARDS.items():
        within = found.get(section)
        for name in within if isinstance(within, dict) else ():
            if name not in names:
                leave_out(section, name, names)
    keys = found.get("keys", {})
    if not isinstance(keys, dict) or not all(isinstance(key, str) for key in keys.values()):
        line = line_of(text, "", "keys")
        faults.append(
            (f"line {line}: [keys] is not as it can be.", 'It has lines like route = "r".')
        )
        keys = {}
    try:
        return _settings(found)._replace(keys=keys, faults=tuple(faults))
    except BadInput as error:
        line = line_of(text, *(error.field or ".").split(".", 1))
        refusal = f"The settings {path} cannot be used, line {line}: {error}"
        return Settings(keys=keys, faults=tuple(faults), refusal=refusal)


def line_of(text: str, section: str, name: str) -> int:
    """The line on which a name is set in a section ("": before all of them), or its own begins."""
    within, quoted = "", rf"[\"']?{re.escape(name)}[\"']?"
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[+\s*([^\]]*?)\s*\]", line):
            within = header[1]
            if not section and re.fullmatch(rf"{quoted}(\..*)?", within):
                return number
        else:
            # “name = …” where it belongs, or “section.name = …” before all sections.
            sought = quoted if within == section else re.escape(section)
            if within in ("", section) and sought and re.match(rf"\s*{sought}\s*[.=]", line):
                return number
    return 1


def _text(raw: bytes) -> str:
    """UTF-8, or UTF-16 with its mark: Windows' editor saves either. BadInput for anything else."""
    utf_16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = raw.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise BadInput(f"it is not UTF-8 text (at line {line})") from None
    return text.replace("\r\n", "\n")


def _settings(found: Mapping[str, Any]) -> Settings:
    """BadInput, with the name as its field, for what cannot be used."""
    officer, desk, theme = (_said(found, name) for name in TEXTS)
    desk = desk.upper()
    if desk and not (len(desk) == 1 and desk.isascii() and desk.isalpha()):
        raise BadInput(f"desk is one letter, not “{desk}”.", field=".desk")
    return Settings(
        officer=officer,
        desk=desk,
        theme=theme or Settings().theme,
        standards=USUAL._replace(
            **{name: days for part in STANDARDS for name, days in _days(found, part).items()}
        ),
    )


def _said(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name, "")
    if not isinstance(value, str):
        raise BadInput(f'{name} is text in quotes: {name} = "…"', field=f".{name}")
    return value.strip()


def _days(found: Mapping[str, Any], section: str) -> dict[str, int]:
    """How many days a section of the standards gives, for what of it is set."""
    names = STANDARDS[section]
    given = found.get(section, {})
    if not isinstance(given, dict):
        raise BadInput(f"[{section}] holds {', '.join(names)}.", field=f".{section}")
    known = {name: days for name, days in given.items() if name in names}
    for name, days in known.items():
        if isinstance(days, bool) or not isinstance(days, int) or not 0 <= days <= 250:
            raise BadInput(
                f"{name} is a number of days from 0 to 250, not {days}.", field=f"{section}.{name}"
            )
    return known
