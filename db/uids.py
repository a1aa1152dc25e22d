"""Ids that need no server: UUIDv7 text, which sorts by the moment it was made."""

from __future__ import annotations

import os
import time

VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}
"""By a random digit, that digit with the bits of RFC 9562's variant."""


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
