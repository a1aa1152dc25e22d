"""Ids that need no server: UUIDv7 text, which sorts by the moment it was made; and, for what has a
name of its own, the UUIDv5 that every desk gives it.
"""

from __future__ import annotations

import os
import time
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import hashlib

VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}
"""By a random digit, that digit with the bits of RFC 9562's variant."""
NAMESPACE = bytes.fromhex("6f1d3c1e5b0a5c7e9d5553504f430001")
"""The namespace of the uids that follow from what a row is; never another."""


def new_uid() -> str:
    """A UUIDv7 (RFC 9562): 48 bits of milliseconds, 12 bits of their fraction, 62 random bits."""
    nanoseconds = time.time_ns()
    milliseconds, rest = divmod(nanoseconds, 1_000_000)
    fraction = rest * 4096 // 1_000_000
    value = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | fraction << 64
    value |= 0b10 << 62 | int.from_bytes(os.urandom(8), "big") >> 2
    digits = f"{value:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def new_uids(count: int) -> list[str]:
    """So many UUIDv7 of one moment, for the rows of an import; in their order, for an index takes
    in twice as fast what comes behind all that it has.
    """
    moment = new_uid()[:19]  # up to the two bits that say which kind of uid it is
    chance = os.urandom(8 * count).hex()
    return sorted(
        f"{moment}{VARIANT[chance[at]]}{chance[at + 1 : at + 4]}-{chance[at + 4 : at + 16]}"
        for at in range(0, 16 * count, 16)
    )


def natural_uid(table: str, *key: str) -> str:
    """The UUIDv5 of the row of a table that has this natural key: the same on every desk."""
    name = _of_namespace().copy()
    name.update("\x1f".join((table, *key)).encode())
    digits = name.hexdigest()
    return (
        f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-"
        f"{VARIANT[digits[16]]}{digits[17:20]}-{digits[20:32]}"
    )


@cache
def _of_namespace() -> hashlib._Hash:
    """What the uids of all names begin with; a long import makes a quarter of a million of them."""
    from hashlib import sha1  # only a write needs it

    return sha1(NAMESPACE, usedforsecurity=False)
