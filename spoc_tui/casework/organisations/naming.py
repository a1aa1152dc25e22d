"""What in free words may tell who somebody is: for whoever reads them before they are printed, or
where they came without a name.

Only a sign for a reader, never a decision: much that names somebody is not found, and some of what
is found names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spoc_tui.casework.organisations.postcodes import WHOLE_POSTCODE
from spoc_tui.casework.text import emails_in, fold

MOST_READ = 2_000
"""So many words of a text are read, from its first."""
LONGEST_NAME = 9
"""How many words a name has at most."""
LEAST_LETTERS = 4
"""A name of one word that is shorter is a word of other things, too."""
TITLED = re.compile(r"(?<!\w)(?:mr|mrs|ms|miss|mx|dr|sir|dame|rev)\.?\s+[a-z]", re.IGNORECASE)
"""A title with a name."""
_NUMBER = re.compile(r"(?<![\d/-])(?:\+\s?44|0)(?:[\s()-]{0,2}\d){9,10}(?![\d/-])")
_LINK = re.compile(
    r"https?://\S|\bwww\.\w|\b[\w-]+\.(?:org|co|ac|gov|sch)\.uk\b|\b[\w-]{3,}\.(?:org|com|net|uk)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(rf"\b{WHOLE_POSTCODE.pattern}\b")
_REGISTER_NUMBER = re.compile(
    r"\b(?:charity|company|society)\s+(?:reg\w*\s+)?(?:no\b\.?|number)?\W{0,3}\d{5,8}\b",
    re.IGNORECASE,
)
_ROLE = (
    "(?:[Cc]hair|[Ss]ecretary|[Tt]reasurer|[Tt]rustee|[Mm]anager|[Ff]ounder|[Dd]irector"
    "|[Oo]rganiser|[Cc]o-?ordinator|CEO)"
)
# “We at Sunflower House”, “I, Ann Lee”, “our treasurer Ann Lee”: only where a name may follow, with
# a capital.
_SAYS_WHO = re.compile(
    r"\b(?:(?:[Mm]y name is|[Hh]ere at|[Ww]e at|[Uu]s at|[Oo]n behalf of|[Tt]his is"
    rf"|I (?:run|chair|manage|founded|lead)|{_ROLE} (?:of|at))\s+(?:[Tt]he\s+|[Oo]ur\s+)?[A-Z]\w"
    rf"|(?:I,|{_ROLE},?)\s+[A-Z]\w+\s+[A-Z]\w)"
)
_HANDLE = re.compile(r"(?<![\w.@])@\w{3,}")
_SENTENCE_ENDS = frozenset(".!?:;")


def ways_to_tell(words: str) -> tuple[str, ...]:
    """What there is in words, of any kind, that would lead to whoever said them: “an e-mail
    address”.
    """
    found = {
        "an e-mail address": bool(emails_in(words)),
        "a telephone number": _NUMBER.search(words) is not None,
        "a name on a network": _HANDLE.search(words) is not None,
        "a web address": _LINK.search(" ".join(_without_emails(words))) is not None,
        "a postcode": _PLACE.search(words) is not None,
        "a register’s number": _REGISTER_NUMBER.search(words) is not None,
        "a title with a name": TITLED.search(words) is not None,
        "words that say who it is": _SAYS_WHO.search(words) is not None,
    }
    return tuple(way for way, is_there in found.items() if is_there)


def possible_names(words: str) -> set[str]:
    """The parts of words that may be a name, folded as names are looked for (`name_key`, without
    an “the” before or a legal form behind). A single word only where it is written as a name within
    a sentence.
    """
    parts, alone = list[str](), set[str]()
    begins = True
    for word in words.split()[:MOST_READ]:
        its = ["st" if part == "saint" else part for part in fold(word).split()]
        if not begins and word.lstrip("“‘\"'(")[:1].isupper():
            alone.update(part for part in its if len(part) >= LEAST_LETTERS)
        begins = word[-1:] in _SENTENCE_ENDS
        parts += its
    return alone | set(_windows(parts))


def _windows(parts: list[str]) -> Iterator[str]:
    for at in range(len(parts)):
        for end in range(at + 2, min(at + LONGEST_NAME, len(parts)) + 1):
            yield " ".join(parts[at:end])


def _without_emails(words: str) -> Iterator[str]:
    return (word for word in words.split() if "@" not in word)
