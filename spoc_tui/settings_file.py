"""Reads the officer's settings file: what it says, what is left out of it, and on which line."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from spoc_tui.casework.council.standards_in_words import MOST_DAYS
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.catalogue import AREAS
from spoc_tui.settings import Settings

TEXT_SETTINGS = (
    *("officer", "desk", "theme", "copies"),
    *("publisher", "org_id", "grants_prefix"),
)
YES_OR_NO = "network_writes"
KNOWN = (*TEXT_SETTINGS, YES_OR_NO, "keys", "areas")
LIKE_AREAS = "It has lines like stories = false."
STANDARD_SECTIONS = {
    "clocks": (
        "acknowledge_days",
        "answer_days",
        "reply_days",
        "urgent_acknowledge_days",
        "urgent_answer_days",
    ),
    "payments": ("reasonable_days", "silence_days"),
}
"""The sections that held the council's standards, and what each held: they are kept in the database
now, which reads them once (db/council/standards.py).
"""


class FileStandards(NamedTuple):
    """What a settings file still says of the standards."""

    days: Mapping[str, int] = MappingProxyType({})
    """By the names of the fields of Standards."""
    lines: Mapping[str, int] = MappingProxyType({})
    """The line of each, those that cannot be used too."""
    text: str = ""
    """All of it, by which it is known again; blank: nothing."""
    refusal: str = ""
    """Why it cannot be read; blank: it can."""


def refused(why: str) -> Settings:
    """The settings by which nothing may be saved, for this reason."""
    return Settings(refusal=why, standards=FileStandards(refusal=why))


def read(raw: bytes, path: Path) -> Settings:
    """The settings that a file's bytes say.

    A name that is not known is left out and named in `faults`. Where the file cannot be read at
    all, or says something that what is written would rest on and cannot be used, `refusal` says so.
    """
    try:
        text = text_of(raw)
        found = tomllib.loads(f"{text}\n")
    except BadInput as error:
        return refused(f"The settings {path} cannot be used: {error}.")
    except tomllib.TOMLDecodeError as error:
        last = f"at line {len(text.splitlines())}, the last"
        why = str(error).replace("at end of document", last)
        return refused(f"The settings {path} cannot be used: {why}.")
    except (ValueError, RecursionError):
        return refused(
            f"The settings {path} cannot be used: a value in it is too large to be read."
        )
    faults = _unknown(found, text)
    keys = found.get("keys", {})
    if not isinstance(keys, dict) or not all(isinstance(key, str) for key in keys.values()):
        line = line_of(text, "", "keys")
        faults.append(
            (f"line {line}: [keys] is not as it can be.", 'It has lines like route = "r".')
        )
        keys = {}
    hidden, wrong_areas = _hidden(found.get("areas", {}), text)
    usable = Settings(keys=keys, hidden=hidden, faults=(*faults, *wrong_areas))
    try:
        usable = _settings_from(found, usable)
    except BadInput as error:
        refusal = _refusal(path, text, error)
        return usable._replace(refusal=refusal, standards=FileStandards(refusal=refusal))
    return usable._replace(standards=_standards(found, text, path))


def _unknown(found: Mapping[str, Any], text: str) -> list[tuple[str, str]]:
    """The names that are no settings, each with what there is."""
    faults = []
    for name in found:
        if name not in (*KNOWN, *STANDARD_SECTIONS):
            wrong = f"line {line_of(text, '', name)}: “{name}” is not a setting."
            faults.append((wrong, f"There are: {', '.join(KNOWN)}."))
    for section, names in STANDARD_SECTIONS.items():
        within = found.get(section)
        for name in within if isinstance(within, dict) else ():
            if name not in names:
                line = line_of(text, section, name)
                wrong = f"line {line}: “{name}” in [{section}] is not a setting."
                faults.append((wrong, "Standards are set by “spoc settings standards”."))
    return faults


def _hidden(described: Any, text: str) -> tuple[frozenset[str], list[tuple[str, str]]]:
    """The areas that are hidden, and what of that section is no area, or is not yes or no."""
    if not isinstance(described, dict):
        line = line_of(text, "", "areas")
        return frozenset(), [(f"line {line}: [areas] is not as it can be.", LIKE_AREAS)]
    faults = []
    for code, shown in described.items():
        line = line_of(text, "areas", code)
        if code not in AREAS:
            wrong = f"line {line}: “{code}” in [areas] is not an area."
            faults.append((wrong, f"There are: {', '.join(AREAS)}."))
        elif not isinstance(shown, bool):
            wrong = f"line {line}: {code} in [areas] is true or false, not {_shown(shown)}."
            faults.append((wrong, LIKE_AREAS))
    return frozenset(
        code for code, shown in described.items() if code in AREAS and shown is False
    ), faults


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


def text_of(raw: bytes) -> str:
    """UTF-8, or UTF-16 with its mark: Windows' editor saves either. BadInput for anything else."""
    utf_16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = raw.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise BadInput(f"it is not UTF-8 text (at line {line})") from None
    return text.replace("\r\n", "\n")


def _refusal(path: Path, text: str, error: BadInput) -> str:
    line = line_of(text, *(error.field or ".").split(".", 1))
    return f"The settings {path} cannot be used, line {line}: {error}"


def _settings_from(found: Mapping[str, Any], settings: Settings) -> Settings:
    """BadInput, with the name as its field, for what cannot be used."""
    (officer, desk, theme, copies, publisher, org_id, grants_prefix) = (
        _text_setting(found, name) for name in TEXT_SETTINGS
    )
    desk = desk.upper()
    if desk and not (len(desk) == 1 and desk.isascii() and desk.isalpha()):
        raise BadInput(f"desk is one letter, not “{desk}”.", field=".desk")
    network_writes = found.get(YES_OR_NO, False)
    if not isinstance(network_writes, bool):
        raise BadInput(
            f"{YES_OR_NO} is true or false, not {_shown(network_writes)}.", field=f".{YES_OR_NO}"
        )
    return settings._replace(
        officer=officer,
        desk=desk,
        theme=theme or settings.theme,
        copies=copies,
        network_writes=network_writes,
        publisher=publisher,
        org_id=org_id,
        grants_prefix=grants_prefix,
    )


def _text_setting(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name, "")
    if not isinstance(value, str):
        raise BadInput(f'{name} is text in quotes: {name} = "…"', field=f".{name}")
    return value.strip()


def _standards(found: Mapping[str, Any], text: str, path: Path) -> FileStandards | None:
    """What the file says of the standards, if anything; what is wrong with it is the refusal."""
    days: dict[str, int] = {}
    lines: dict[str, int] = {}
    described, refusal = [], ""
    for section, names in STANDARD_SECTIONS.items():
        if section not in found:
            continue
        given = found[section]
        if isinstance(given, dict):
            lines |= {name: line_of(text, section, name) for name in given if name in names}
            described += [f"{name}={_shown(given[name])}" for name in given if name in names]
        else:
            lines[section] = line_of(text, "", section)
            described.append(f"{section}={_shown(given)}")
        try:
            days |= _days(given, section)
        except BadInput as error:
            refusal = refusal or _refusal(path, text, error)
    return FileStandards(days, lines, " ".join(described), refusal) if described else None


def _days(given: Any, section: str) -> dict[str, int]:
    """How many days a section of the standards gives, for what of it is set."""
    names = STANDARD_SECTIONS[section]
    if not isinstance(given, dict):
        raise BadInput(f"[{section}] holds {', '.join(names)}.", field=f".{section}")
    known = {name: days for name, days in given.items() if name in names}
    for name, days in known.items():
        if isinstance(days, bool) or not isinstance(days, int) or not 0 <= days <= MOST_DAYS:
            raise BadInput(
                f"{name} is a number of days from 0 to {MOST_DAYS}, not {_shown(days)}.",
                field=f"{section}.{name}",
            )
    return known


def _shown(value: object) -> str:
    """What a value looks like, in few words; one of thousands of digits has none."""
    try:
        return str(value)[:40]
    except ValueError:
        return "so large a number"
