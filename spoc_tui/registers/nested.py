"""Objects within objects as columns: `locations.addresses.city`, `contacts 2.email`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from spoc_tui.registers import directory

DEEPEST = 6
"""How many objects may be within each other before the rest is kept as it is."""
MOST_OF_A_KIND = 4
"""How many objects of a list have columns of their own; more are kept together as they are."""
_SCHEME = re.compile(r"[A-Z]{2}-[A-Z0-9]{2,10}")
_SCHEMES = ("identifier_scheme", "scheme")
_NUMBERS = ("identifier", "id", "number", "value")


def is_flat(value: Mapping[str, Any]) -> bool:
    """Whether an object has no others in it, or writes them as the directory's export does."""
    return directory.READER.needed <= value.keys() or not any(
        isinstance(one, dict) or (isinstance(one, list) and any(isinstance(o, dict) for o in one))
        for one in value.values()
    )


def flattened(value: Mapping[str, Any]) -> dict[str, Any]:
    """One object with what is in it by its path; numbers of registers as GB-CHC-210843."""
    return dict(_parts(value, "", 0))


def _parts(value: Mapping[str, Any], path: str, depth: int) -> Iterator[tuple[str, Any]]:
    for key, one in value.items():
        here = f"{path}.{key}" if path else key
        if isinstance(one, dict):
            yield from _of_object(one, here, depth)
        elif isinstance(one, list) and one and all(isinstance(o, dict) for o in one):
            numbers = list(map(_number_of, one))
            if all(numbers):
                yield here, numbers
                continue
            for place, item in enumerate(one[:MOST_OF_A_KIND], 1):
                yield from _of_object(item, here if place == 1 else f"{here} {place}", depth)
            if more := one[MOST_OF_A_KIND:]:
                yield f"{here} {MOST_OF_A_KIND + 1} and more", json.dumps(more, default=str)
        else:
            yield here, one


def _of_object(value: Mapping[str, Any], path: str, depth: int) -> Iterator[tuple[str, Any]]:
    if number := _number_of(value):
        yield path, number
    elif depth < DEEPEST:
        yield from _parts(value, path, depth + 1)
    else:
        yield path, value


def _number_of(value: Mapping[str, Any]) -> str:
    """A register's code and a number in it, in one; blank where an object is no such thing."""
    schemes = [str(value[key]) for key in _SCHEMES if value.get(key)]
    numbers = [str(value[key]) for key in _NUMBERS if value.get(key)]
    if not schemes or not numbers or not _SCHEME.fullmatch(schemes[0]):
        return ""
    return numbers[0] if numbers[0].startswith(schemes[0]) else f"{schemes[0]}-{numbers[0]}"
