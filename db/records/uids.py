"""Ids that need no server: UUIDv7 text, which sorts by the moment it was made; and, for what has a
name of its own, the UUIDv5 that every desk gives it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable

VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}
"""By a random digit, that digit with the bits of RFC 9562's variant."""
NAMESPACE = bytes.fromhex("6f1d3c1e5b0a5c7e9d5553504f430001")
"""The namespace of the uids that follow from what a row is; never another."""


A_SECOND = 1_000 << 12
"""In the fractions of a millisecond that a UUIDv7 counts: a clock that goes back by more was set
back.
"""
_last = 0


def new_uid() -> str:
    """A UUIDv7 (RFC 9562): 48 bits of milliseconds, 12 bits of their fraction, 62 random bits.

    Those of one process sort as they were made, however coarsely the machine tells the time.
    """
    global _last
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    moment = milliseconds << 12 | rest * 4096 // 1_000_000
    if 0 <= _last - moment < A_SECOND:
        moment = _last + 1
    _last = moment
    value = (moment >> 12 & (1 << 48) - 1) << 80 | 0x7 << 76 | (moment & 0xFFF) << 64
    value |= 0b10 << 62 | int.from_bytes(os.urandom(8), "big") >> 2
    digits = f"{value:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


NAMESPACE = bytes.fromhex("6f1d3c1e5b0a5c7e9d5553504f430001")
"""Of the uids that are made of names."""


def natural_uid(table: str, *key: str) -> str:
    """A UUIDv5 (RFC 9562) of a table and what one of its rows is told from the others by: two desks
    that make the same row give it the same uid.
    """
    from hashlib import sha1  # only a write needs it

    name = "\x1f".join((table, *key))
    digits = sha1(NAMESPACE + name.encode(), usedforsecurity=False).hexdigest()
    return (
        f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-"
        f"{VARIANT[digits[16]]}{digits[17:20]}-{digits[20:32]}"
    )


def natural_uids(table: str, within: str, keys: Iterable[str]) -> list[str]:
    """`natural_uid(table, within, key)` of each key, for the rows of a long list."""
    from hashlib import sha1

    begin = NAMESPACE + f"{table}\x1f{within}\x1f".encode()
    return [
        f"{at[:8]}-{at[8:12]}-5{at[13:16]}-{VARIANT[at[16]]}{at[17:20]}-{at[20:32]}"
        for at in [sha1(begin + key.encode()).hexdigest() for key in keys]
    ]


def is_uid(text: str) -> bool:
    """Whether it looks like one, and like nothing that is typed."""
    return len(text) == 36 and text[8] == text[13] == text[18] == text[23] == "-"
