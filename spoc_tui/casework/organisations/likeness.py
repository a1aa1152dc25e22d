"""How alike two organisations are, and the reason in words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from string import ascii_lowercase

from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.names import name_key
from spoc_tui.casework.organisations.organisation import Organisation
from spoc_tui.casework.organisations.postcodes import INWARD

NEAR = 80.0
"""How alike (of 100) the names of one place are where they may be one organisation's."""
NEAR_ALONE = 88.0
"""How alike they must be where nothing else is known to be the same."""
SAME_LETTERS = 99.0
"""How alike those are whose words are only joined or split."""
MOST_JOINED = 4
"""Of more words than these that only one name has, none is taken for one that is joined."""
WORDS_NEAR = 70.0
"""How alike the words must be that only one of two names has, for a slip of the pen."""
ALL_COMPARED = 40
"""How many that share something are all compared with each other."""
MOST_COMPARED = 12
"""Of more than those, each is compared with so many that are next to it by name."""
FEWEST_DIGITS = 6
"""With fewer of them a phone number does not say whose it is."""

_SHORT = {
    "street": "st",
    "assoc": "association",
    "assn": "association",
    "comm": "community",
    "ctr": "centre",
    "center": "centre",
    "soc": "society",
    "grp": "group",
    "utd": "united",
    "limited": "ltd",
    "fc": "football club",
    "afc": "football club",
    "cc": "cricket club",
    "pta": "ptfa",
    "rfc": "rugby football club",
    "wi": "womens institute",
    "pcc": "parochial church council",
    "rugby": "rugby football",
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
}
"""How words are also written."""
_WRITTEN_OTHERWISE = frozenset((*_SHORT, *ascii_lowercase))
_EMPTY = frozenset(("the", "of", "in", "at", "for", "and", "a", "on"))
"""Words that make no difference."""
_OPPOSITES = tuple(
    frozenset(words.split())
    for words in (
        "mens womens ladies men women",
        "boys girls",
        "junior senior juniors seniors youth veterans",
        "north south east west",
        "upper lower",
        "infant infants primary",
        "indoor outdoor",
    )
)
"""Of two names, words that say they are not one."""

# Compiled when first used, for the command line's sake.
_LETTERS = r"\b([a-z]) (?=[a-z]\b)"
_POSTCODE = f"[A-Z]{{1,2}}[0-9][0-9A-Z]?{INWARD.pattern}"

Shared = Mapping[str, str]
"""What two organisations have alike: the value by what it is (postcode, phone, web)."""


@dataclass(frozen=True)
class DuplicatePair:
    """Two organisations that may be one, and why."""

    one: Organisation
    other: Organisation
    why: str


@dataclass(frozen=True)
class Nearly:
    """An organisation that may be the one that is about to be added, and why."""

    organisation: Organisation
    why: str


def name_words(name_as_found: str) -> str:
    """The words of a name (as `name_key` has it) as they are compared: in order, in one spelling.

    “gillingham street angels” and “gillingham st angels” are both `angels gillingham st`.
    """
    words = name_as_found.split()
    if not _WRITTEN_OTHERWISE.isdisjoint(words):
        together = re.sub(_LETTERS, r"\1", name_as_found)  # “f c” as “fc”
        words = [part for word in together.split() for part in _SHORT.get(word, word).split()]
    return " ".join(sorted(set(words) - _EMPTY or words))


def alike(one: str, other: str, *, least: float = NEAR) -> float:
    """How alike two names are, each as `name_words` has it: 0 (below `least`) to 100.

    Names with other numbers in them, with opposite words, or with a word each that is not nearly
    the other's, are two organisations': “1st Wigmore Scouts” and “2nd Wigmore Scouts”.
    """
    from rapidfuzz import fuzz

    if joined_or_split(one, other):
        return SAME_LETTERS
    score = fuzz.ratio(one, other, score_cutoff=least)
    return score if score and _may_be_one(one, other) else 0.0


def near_pairs(members: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str, float]]:
    """Of those that share something, each (words of its name, uid), the uids of every two with
    near names, and how alike they are.

    All of a few are compared; of many (a tower block's postcode) each with those that are next
    to it by name.
    """
    from rapidfuzz import fuzz, process

    yield from _pairs_of_same_letters(members)
    ordered = sorted(members)
    names = [name for name, _ in ordered]
    most = ALL_COMPARED if len(ordered) <= ALL_COMPARED else MOST_COMPARED
    for place, (name, uid) in enumerate(ordered):
        others = names[place + 1 : place + 1 + most]
        near = process.extract(name, others, scorer=fuzz.ratio, score_cutoff=NEAR, limit=None)
        for other, score, further in near:
            if not joined_or_split(name, other) and _may_be_one(name, other):
                yield uid, ordered[place + 1 + further][1], score


def _many_letters(words: str) -> int:
    return len(words) - words.count(" ")


def _letters_of(words: str) -> str:
    return "".join(sorted(words.replace(" ", "")))


def joined_or_split(one: str, other: str) -> bool:
    """Whether two names, each as `name_words` has it, are the same but for words that are joined or
    split: “foodbank”, “food bank”; but “12” is not “21”.
    """
    if one == other or _many_letters(one) != _many_letters(other):
        return False  # as most are, and it is quick
    if _letters_of(one) != _letters_of(other):
        return False
    ones, others = set(one.split()), set(other.split())
    mine, theirs = ones - others, others - ones
    if max(len(mine), len(theirs)) > MOST_JOINED:
        return False
    as_one = {"".join(words) for words in permutations(mine)}
    return any("".join(words) in as_one for words in permutations(theirs))


def _pairs_of_same_letters(
    members: Sequence[tuple[str, str]],
) -> Iterator[tuple[str, str, float]]:
    """Those whose names (not the same) are of the same letters, wherever they stand by name."""
    of_letters: dict[str, list[tuple[str, str]]] = {}
    for name, uid in members:
        of_letters.setdefault(_letters_of(name), []).append((name, uid))
    for alike_ones in of_letters.values():
        for place, (name, uid) in enumerate(alike_ones):
            for other, its in alike_ones[place + 1 : place + 1 + MOST_COMPARED]:
                if joined_or_split(name, other):
                    yield uid, its, SAME_LETTERS


def _may_be_one(one: str, other: str) -> bool:
    """Whether what two names of nearly the same letters do not have alike says no otherwise."""
    from rapidfuzz import fuzz

    ones, others = set(one.split()), set(other.split())
    mine, theirs = ones - others, others - ones
    numbers = [{word for word in words if not word.isalpha()} for words in (mine, theirs)]
    if all(numbers) and numbers[0] != numbers[1]:
        return False
    if any(words & mine and words & theirs for words in _OPPOSITES):
        return False
    # With the same letters it is a space that one has more: “foodbank”, “food bank”.
    if not mine or not theirs or sorted("".join(mine)) == sorted("".join(theirs)):
        return True
    return fuzz.ratio(" ".join(sorted(mine)), " ".join(sorted(theirs))) >= WORDS_NEAR


_OF_MANY_NAMES = frozenset(
    (
        *("group", "groups", "club", "society", "association", "trust", "community", "charity"),
        *("charitable", "centre", "project", "foundation", "fund", "friends", "church", "school"),
        *("hall", "house", "street", "road", "village", "parish", "national", "local", "united"),
        *("care", "support", "services", "service", "youth", "company"),
    )
)
"""Words that many names have, so that they tell nothing of two."""


_SPORTS = frozenset(
    (
        *("angling", "archery", "athletic", "athletics", "badminton", "bowling", "bowls", "boxing"),
        *("canoe", "cricket", "croquet", "cycling", "football", "golf", "gymnastics", "harriers"),
        *("hockey", "judo", "lacrosse", "netball", "pistol", "rifle", "rowing", "rugby", "running"),
        *("sailing", "shooting", "skating", "ski", "squash", "swimming", "tennis", "volleyball"),
    )
)


def shared_words(one: str, other: str) -> frozenset[str]:
    """The words that two names (as `name_key` has them) have alike and few others have; none of
    two that are of other sports: one ground has several clubs.
    """
    ones, others = {*name_words(one).split()}, {*name_words(other).split()}
    if ones & _SPORTS and others & _SPORTS and not ones & others & _SPORTS:
        return frozenset()
    alike_words = (ones & others) - _OF_MANY_NAMES - _SPORTS
    return frozenset(word for word in alike_words if len(word) > LEAST_TELLING)


LEAST_TELLING = 3
"""Words of no more letters than these tell nothing."""


def near_names(one: str, other: str, *, least: float = NEAR) -> float:
    """How alike two names are as they are written. See `alike`."""
    return alike(name_words(name_key(one)), name_words(name_key(other)), least=least)


def contradict(one: Collection[Identifier], other: Collection[Identifier]) -> bool:
    """Whether they have different numbers of one register, and none of it alike."""
    schemes = {number.scheme for number in one} & {number.scheme for number in other}
    return any(
        {n for n in one if n.scheme == scheme}.isdisjoint(n for n in other if n.scheme == scheme)
        for scheme in schemes
    )


def describe_names(one: str, other: str, score: float) -> str:
    """How near two names are, in words; blank where `alike` found them to be two."""
    if name_key(one) == name_key(other):
        return "same name"
    return "names nearly the same" if score else ""


def why_alike(numbers: Sequence[Identifier], shared: Shared, names: str) -> str:
    """“same number GB-CHC-1234567, same postcode ME7 1AA, names nearly the same”."""
    described = [f"same number {number.text}" for number in numbers]
    described += [f"same {what} {value}" for what, value in shared.items()]
    return ", ".join([*described, names] if names else described)


def whole_postcode(postcode: str) -> str:
    """A whole postcode with its space, “ME7 1AA”; blank if it is not one (a town's name)."""
    key = "".join(postcode.split()).upper()
    return f"{key[:-3]} {key[-3:]}" if re.fullmatch(_POSTCODE, key) else ""
