"""Reads the cell of each field: dirty as it comes, as far as it can be read."""

from __future__ import annotations

import re
from collections.abc import Callable

from spoc_tui.casework.dates.in_cells import day_in_cell
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.money import read_money
from spoc_tui.casework.organisations.identifiers import (
    Identifier,
    read_casc,
    read_charity_number,
    read_company_number,
    read_identifier,
)
from spoc_tui.casework.organisations.postcodes import correct_postcode
from spoc_tui.casework.organisations.profile import Challenge, Dependence, IncomeSource, SizeBand
from spoc_tui.casework.text import clean_line, emails_in, phone_digits
from spoc_tui.casework.typed_values import read_codes, read_count
from spoc_tui.registers.missing import line_of, text_of
from spoc_tui.registers.plain_text import quoted

MOST_STAFF = 1_000_000
_ZEROS = re.compile(r"\.0+$")
_NOUGHT_LOST = re.compile(r"[1237][0-9]{9}")
_CHARITY = re.compile(r"[1-9][0-9]{5,6}")
_SCOTTISH = re.compile(r"SC[0-9]{6}", re.IGNORECASE)
_NORTHERN_IRISH = re.compile(r"NIC?[0-9]{6}", re.IGNORECASE)
_PHONE = re.compile(r"(?<![0-9.,])(?:\+ ?44|00 ?44|\(?0)[0-9() ./-]{8,17}(?![0-9])")
LONGEST_PHONE = 40
"""In characters, with who is to be asked for: “Sam 07700 900123”."""
_DECIMAL = re.compile(r"-?[0-9]{1,3}\.[0-9]{3,}")
_NUMBER_DIALLED = re.compile(
    r"(?<![0-9])(?:\+ ?44|00 ?44|\(?0)(?:[ ().-]{0,3}[0-9]){9,11}(?![0-9])"
)
_BETWEEN_NUMBERS = re.compile(r"\s*(?:[;,|&/]|\bor\b|\band\b)\s*", re.IGNORECASE)
LONGEST_NUMBER = 13
"""In characters, of a cell that has room for one number only."""
FEWEST_FIGURES = 5
"""So many at least has a number that is dialled within a town."""
_FEW_DIGITS = re.compile(r"[0-9]{1,6}")
_PARTS = re.compile(r"\s*;\s*")


def read_registered(cell: str) -> Identifier | None:
    """A charity's number with any of the three regulators; what can only be a company's is that."""
    if _CHARITY.fullmatch(cell):
        return Identifier("GB-CHC", cell)
    text = "".join(cell[:60].split())
    if _SCOTTISH.fullmatch(text):
        return read_identifier(f"GB-SC-{text}")
    if _NORTHERN_IRISH.fullmatch(text):
        return read_identifier(f"GB-NIC-{text[-6:]}")
    charity = read_charity_number(text) or read_identifier(text)
    return charity or (read_company_number(text) if len(text) == len("01234567") else None)


def read_scottish(cell: str) -> Identifier | None:
    """A number of the Scottish register, with or without its SC and its noughts."""
    return _of_register(cell, "GB-SC", "SC")


def read_northern_irish(cell: str) -> Identifier | None:
    """A number of the register of Northern Ireland, with or without its NIC."""
    return _of_register(cell, "GB-NIC", "")


def _of_register(cell: str, scheme: str, letters: str) -> Identifier | None:
    text = "".join(cell[:60].split()).upper().removesuffix(".0")
    for written in (f"{scheme}-", "NIC", "NI", "SC"):
        text = text.removeprefix(written)
    if not _FEW_DIGITS.fullmatch(text) or not text.strip("0"):
        return None
    return Identifier(scheme, f"{letters}{text.zfill(6)}")


def read_identifiers(cell: str) -> tuple[Identifier, ...]:
    """Registers and numbers in one, with ; between; what cannot be read is left out."""
    return tuple(filter(None, map(read_identifier, parts_of(cell))))


def parts_of(cell: str) -> list[str]:
    """The several values in one cell."""
    return [part for part in _PARTS.split(cell.strip()) if part]


def _income(cell: str, column: str) -> int | None:
    plain = _ZEROS.sub("", line_of(cell, column))
    if re.search(r"\.[0-9]$", plain):
        plain += "0"
    try:
        return read_money(plain, field=column)
    except BadInput:
        return None


def _staff(cell: str, column: str) -> int | None:
    try:
        return read_count(_ZEROS.sub("", line_of(cell, column)), field=column, most=MOST_STAFF)
    except BadInput:
        return None


def _postcode(cell: str, column: str) -> str:
    return correct_postcode(cell)


def read_phone(cell: str, column: str) -> str:
    """The number as it is written, with the nought in front that a spreadsheet takes away."""
    text = line_of(cell, column)
    return f"0{text}" if _NOUGHT_LOST.fullmatch(text) else text


def is_phone(cell: str) -> bool:
    """Whether there is a number as one dials it in a cell, with words beside it or not."""
    if len(cell) > LONGEST_PHONE or _DECIMAL.fullmatch(cell):
        return False
    match = _PHONE.search(cell)
    return match is not None and len(phone_digits(match[0])) in (10, 11)


def first_phone(text: str) -> tuple[str, str]:
    """The first of several phone numbers in one cell, and the rest as it is written; all of it
    where there is one: “01634 555001 / 07700 900123”, and not “01634 555001 ext 12”.
    """
    if len(text) <= LONGEST_NUMBER:
        return text, ""
    found = list(_NUMBER_DIALLED.finditer(text))
    parted = _BETWEEN_NUMBERS.search(text, found[0].end()) if found else None
    if len(found) > 1 and not (parted and parted.end() <= found[1].start()):
        first, rest = text[: found[1].start()], text[found[1].start() :]
    elif parted and sum(map(str.isdigit, text[parted.end() :])) >= FEWEST_FIGURES:
        first, rest = text[: parted.start()], text[parted.end() :]
    else:
        return text, ""
    return first.rstrip(" ,;("), rest.strip(" ,;/|&")


def read_emails(cell: str, column: str) -> str:
    """The addresses, several with ; between, however the list tells them apart; what is none is
    kept as it is.
    """
    text = line_of(cell, column)
    found = emails_in(text) if text.count("@") > 1 else ()
    return "; ".join(found) if len(found) == text.count("@") > 1 else text


def _words(cell: str, column: str) -> str:
    words = re.split(r"\s*[;,]\s*", line_of(cell, column))
    return ", ".join(dict.fromkeys(filter(None, words)))


def _tags(cell: str, column: str) -> str:
    return _words(cell.lower(), column)


def _size(cell: str, column: str) -> str:
    text = line_of(cell, column)
    return SizeBand.read(text, field=column) if text else ""


def _volunteers(cell: str, column: str) -> str:
    # “none” is an answer here, and not a blank.
    text = clean_line(cell, field=column)
    return Dependence.read(text, field=column) if text else ""


def _incomes(cell: str, column: str) -> str:
    codes = _words(cell, column)
    return ", ".join(read_codes(IncomeSource, codes, field=column, what="source of income"))


def _challenges(cell: str, column: str) -> str:
    return ", ".join(read_codes(Challenge, _words(cell, column), field=column, what="challenge"))


def _agreed(cell: str, column: str) -> str | None:
    text = line_of(cell, column)
    if not text:
        return None
    if day := day_in_cell(text):
        return day.isoformat()
    raise BadInput(f"{quoted(text)} is not a day. Write it as 2026-12-25.", field=column)


FACT_READERS: dict[str, Callable[[str, str], str | int | None]] = {
    "kind": line_of,
    "purpose": text_of,
    "postcode": _postcode,
    "ward": line_of,
    "phone": read_phone,
    "email": read_emails,
    "web": line_of,
    "size": _size,
    "income": _income,
    "staff": _staff,
    "volunteers": _volunteers,
    "incomes": _incomes,
    "challenges": _challenges,
    "tags": _tags,
    "memberships": _words,
    "published_on": _agreed,
    "named_on": _agreed,
}
"""How the cell of a field, in its column, becomes a fact; BadInput where a row cannot be taken
without it.
"""
SUMS = ("income_pence", "staff")
"""The facts of which what is no number, or one that cannot be, is left out."""
NUMBER_READERS: dict[str, tuple[Callable[[str], Identifier | None], str]] = {
    "charity_number": (read_registered, "a charity number"),
    "scottish_number": (read_scottish, "a number of the Scottish register"),
    "northern_irish_number": (read_northern_irish, "a number of the register of Northern Ireland"),
    "casc_number": (read_casc, "the id of a sports club"),
    "org_id": (read_identifier, "a register and a number in it"),
    "company_number": (read_company_number, "a company number"),
}
"""How each number is read, and what it should be; a row is known by the first it has."""
CODED: dict[str, Callable[[str, str], str | int | None]] = {
    field: FACT_READERS[field]
    for field in ("size", "volunteers", "incomes", "challenges", "published_on", "named_on")
}
"""The fields of which a cell must be one of the directory's own words, or a day."""
