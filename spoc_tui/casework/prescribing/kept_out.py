"""No patient is ever put on record: what an NHS number is, and the sentence that refuses one.

An NHS number has ten digits, the last of which is a check digit (modulus 11). Those in use do not
begin with 0, as telephone numbers do.
"""

from __future__ import annotations

import re

from spoc_tui.casework.records.kept_out import KeptOut

LENGTH = 10
_GAP = r"[ \u00a0\u2009]{1,2}|[-.\u2010-\u2015]"
_TEN = re.compile(
    # Together; as 3, 3 and 4 with any sign between; or in groups of three and more with spaces.
    rf"(?<![\d])(?:\d{{10}}|\d{{3}}(?:{_GAP})\d{{3}}(?:{_GAP})\d{{4}}"
    rf"|\d{{3,7}}(?:[ \u00a0]\d{{3,7}}){{1,2}})(?!\d)"
)
WHY = (
    "This may be the NHS number of a patient: ten digits that pass its check. Nobody who is "
    "referred is put on record here, only counts; leave it out. Nothing of it was kept. (If it is "
    "a telephone number, type it with its 0.)"
)
"""As it is refused wherever it is typed."""
IN_A_LIST = (
    "It has what may be the NHS number of a patient: ten digits that pass its check. Only counts "
    "come in; take it out of the list."
)


def has_nhs_number(words: str) -> bool:
    """Whether there is one in some words."""
    return any(is_nhs_number(found[0]) for found in _TEN.finditer(words))


def is_nhs_number(words: str) -> bool:
    """Whether the digits of some words are one: ten, the first no 0, the last the check of the
    others.
    """
    digits = [int(one) for one in words if one.isdigit()]
    if len(digits) != LENGTH or digits[0] == 0:
        return False
    check = (
        11 - sum(weight * one for weight, one in zip(range(10, 1, -1), digits, strict=False)) % 11
    )
    return digits[-1] == check % 11 and check != 10


KEPT_OUT = KeptOut(
    is_in=has_nhs_number,
    why=WHY,
    in_a_list=IN_A_LIST,
    not_kept="a patient’s number is not kept",
)
