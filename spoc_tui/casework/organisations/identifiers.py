"""Registration numbers of organisations, in org-id.guide's schemes."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CHARITY = re.compile(r"([1-9][0-9]{5,6})(?:-([0-9]{1,4}))?")
_COMPANY_DIGITS = re.compile(r"[0-9]{1,8}")
# Companies House's own: countries (SC, NI; R0 is Northern Ireland before partition) and kinds (OC
# partnerships, CE charitable incorporated organisations, IP, SP, NP and RS registered societies …).
# Some of the older societies have a letter for the last digit.
_COMPANY_LETTERS = re.compile(
    r"(AC|BR|C[ES]|E[NS]|F[CE]|G[ENS]|I[CP]|LP|N[ACFILOPRVZ]|O[CE]|PC|R[0CS]|S[ACEFGILOPRZ]|ZC)"
    r"([0-9]{1,6}|[0-9]{5}[A-Z])"
)
_SOCIETY = re.compile(r"[0-9]{5}[A-Z]")
_CASC = re.compile(r"(?:GB-CASC-)?([0-9a-f]{8})", re.IGNORECASE)
_SCOTTISH = re.compile(r"SC[0-9]{6}")
_NORTHERN_IRISH = re.compile(r"(?:NIC?)?([0-9]{6})")
_SCHEME_AND_NUMBER = re.compile(r"([A-Z]{2}-[A-Z0-9]{2,10})-([A-Z0-9][A-Z0-9./-]{0,39})")


@dataclass(frozen=True)
class Identifier:
    """A number in a register. `linked` tells a linked charity from its main one (0)."""

    scheme: str
    number: str
    linked: int = 0

    @property
    def text(self) -> str:
        """`GB-CHC-210843`, `GB-CHC-210843-1`: as `read_identifier` takes it."""
        return f"{self.scheme}-{self.number}" + (f"-{self.linked}" if self.linked else "")


def read_charity_number(text: str) -> Identifier | None:
    """An England and Wales charity number, `1234567` or linked `1234567-1`; None if it is not."""
    match = _CHARITY.fullmatch(_corrected(text))
    return Identifier("GB-CHC", match[1], int(match[2] or 0)) if match else None


def read_company_number(text: str) -> Identifier | None:
    """A company number padded to its 8 characters; None if it is not one.

    Spreadsheets drop leading zeros and add `.0`; both are corrected.
    """
    plain = _corrected(text)
    if not plain.strip("0"):
        return None
    if _COMPANY_DIGITS.fullmatch(plain):
        return Identifier("GB-COH", plain.zfill(8))
    if match := _COMPANY_LETTERS.fullmatch(plain):
        return Identifier("GB-COH", match[1] + match[2].zfill(6))
    return None


def read_casc(text: str) -> Identifier | None:
    """A community amateur sports club's key, with or without `GB-CASC-`; None if it is not."""
    match = _CASC.fullmatch(text.strip())
    return Identifier("GB-CASC", match[1].lower()) if match else None


def read_identifier(text: str) -> Identifier | None:
    """Scheme and number in one, as `GB-CHC-210843`; None if it is not, or not a number of that
    scheme. Schemes not listed in the rules are taken as they come.
    """
    plain = _corrected(text)
    if plain.startswith("GB-CASC-"):
        return read_casc(plain)
    match = _SCHEME_AND_NUMBER.fullmatch(plain)
    if not match:
        return None
    scheme, number = match.groups()
    if scheme == "GB-CHC":
        return read_charity_number(number)
    if scheme == "GB-COH":
        return read_company_number(number)
    if scheme == "GB-MPR":
        # The Mutuals Register's are Companies House's, the older ones without their IP: 28116R.
        older = f"IP{number}" if _SOCIETY.fullmatch(number) else number
        society = read_company_number(older) if not number.isdigit() else None
        return society or Identifier(scheme, number)
    if scheme == "GB-SC":
        return Identifier(scheme, number) if _SCOTTISH.fullmatch(number) else None
    if scheme == "GB-NIC":
        northern = _NORTHERN_IRISH.fullmatch(number)
        return Identifier(scheme, northern[1]) if northern else None
    return Identifier(scheme, number)


def _corrected(text: str) -> str:
    """Upper case, no spaces, and without the `.0` a spreadsheet adds to a number."""
    if len(text) > 100:
        return ""
    plain = "".join(text.split()).upper()
    return re.sub(r"(?<=[0-9])\.0+$", "", plain)
