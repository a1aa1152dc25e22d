"""Names of organisations as they are looked for and compared, whatever way they are written."""

from __future__ import annotations

from spoc_tui.casework.text import fold

ENDINGS = {
    ("community", "interest", "company"): "cic",
    ("charitable", "incorporated", "organisation"): "cio",
    ("charitable", "incorporated", "organization"): "cio",
    ("limited",): "ltd",
    ("ltd",): "ltd",
    ("l", "t", "d"): "ltd",
    ("lt", "d"): "ltd",
    ("cio",): "cio",
    ("cic",): "cic",
    ("c", "i", "c"): "cic",
    ("c", "i", "o"): "cio",
}
"""What a name may end on without being another name, and the legal form that it says."""
LEAST_OF_FORM = 2
"""Of fewer letters than these, alone, nobody can tell that they begin a legal form."""
_LAST_WORDS = frozenset(ending[-1] for ending in ENDINGS)
_JOINING_WORDS = {0x200D: None, 0xFE0F: None}


def name_key(name: str) -> str:
    """A name for looking up: folded, “Saint” as “st”, without “the” at an end or a legal ending.

    “The St. Mary’s Hall C.I.C.” and “Saint Marys Hall Ltd, The” are both `st marys hall`.
    """
    words = fold(name).split()
    if "saint" in words:
        words = ["st" if word == "saint" else word for word in words]
    if words[:1] == ["the"] and len(words) > 1:
        del words[0]
    if words[-1:] == ["the"] and len(words) > 1:  # as lists in the order of names have it
        del words[-1]
    while words and words[-1] in _LAST_WORDS and (shorter := _without_ending(words)) is not None:
        words = shorter
    # Of a name that is all signs or pictures nothing is left when it is folded; what joins pictures
    # into one is lost where they are typed.
    return " ".join(words) or name.casefold().translate(_JOINING_WORDS).strip()


def joined_key(key: str) -> str:
    """A name, as `name_key` has it, without its spaces: “foodbank” and “food bank” are one."""
    return key.replace(" ", "")


def half_typed_form(typed: str) -> tuple[str, frozenset[str]] | None:
    """What was typed before a legal ending that is only half there (“rook lane community inter”),
    as it is looked for; and the forms that it may become. None where it ends on none.
    """
    words = fold(typed).split()
    found: dict[int, set[str]] = {}
    for ending, form in ENDINGS.items():
        for count in range(1, min(len(ending), len(words) - 1) + 1):
            *whole, last = words[-count:]
            begun = tuple(whole) == ending[: count - 1] and ending[count - 1].startswith(last)
            if begun and (count > 1 or len(last) >= LEAST_OF_FORM):
                found.setdefault(count, set()).add(form)
    if not found:
        return None
    longest = max(found)
    key = name_key(" ".join(words[:-longest]))
    return (key, frozenset(found[longest])) if key != name_key(typed) else None


def legal_form(name: str) -> str | None:
    """The legal form that a name ends on, however it is written: “cic”, “cio”, “ltd”."""
    last = fold("".join(name.split()[-1:])).split()[-1:]
    if not last or last[0] not in _LAST_WORDS:
        return None  # as most names: they need not be folded whole
    words = tuple(fold(name).split())
    return next((form for ending, form in ENDINGS.items() if words[-len(ending) :] == ending), None)


def invoice_key(number: str) -> str:
    """An invoice's number as it is compared: “INV-0042 / A” and “inv 0042a” are the same."""
    return "".join(fold(number).split())


def _without_ending(words: list[str]) -> list[str] | None:
    """The words without the legal ending they have; None where they have none, or nothing else."""
    for ending in ENDINGS:
        if len(words) > len(ending) and tuple(words[-len(ending) :]) == ending:
            return words[: -len(ending)]
    return None
