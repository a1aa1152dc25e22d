"""How the numbers of a period are worked out and said: rounded in one place, half up."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

Number = int | Decimal
TENTH, ONE_WHOLE = Decimal("0.1"), Decimal(1)
ENOUGH = 10
"""Of fewer, nine in ten of them are all of them: the longest."""
WITHIN, LATE, NOT_YET = "within", "late", "not_yet"


def rounded(number: Number, to: Decimal = TENTH) -> Decimal:
    """Half up, as it is taught: 28.25 is 28.3, and a half percent a whole one."""
    return Decimal(number).quantize(to, ROUND_HALF_UP)


def percent(part: int, of: int) -> int:
    """The share in whole percent; 100 only of all of them, and 0 only of none."""
    near = int(rounded(Decimal(100 * part) / of, ONE_WHOLE))
    return min(max(near, 1), 99) if 0 < part < of else near


def middle(days: Mapping[int, int]) -> Decimal | None:
    """The median of so many of each number: of an even number the mean of the two middle ones."""
    count = sum(days.values())
    if not count:
        return None
    return Decimal(_ranked(days, (count + 1) // 2) + _ranked(days, count // 2 + 1)) / 2


def nine_in_ten(days: Mapping[int, int]) -> int | None:
    """The least that nine in ten took no more than; of fewer than ENOUGH that is the longest."""
    count = sum(days.values())
    return _ranked(days, -(-count * 9 // 10)) if count else None


def _ranked(days: Mapping[int, int], rank: int) -> int:
    """The number at this rank, counted from 1, from the least on."""
    for number in sorted(days):
        rank -= days[number]
        if rank <= 0:
            return number
    raise ValueError("there are not so many")


def plainly(number: Number) -> str:
    """“1,234”, “10.5”: without a nought after the point."""
    return f"{number:,}".removesuffix(".0")


def as_json(number: Number | None) -> float | None:
    """For other programs, which know no decimals: a half or a tenth is the least there is."""
    if number is None or isinstance(number, int):
        return number
    return int(number) if number % 1 == 0 else float(number)
