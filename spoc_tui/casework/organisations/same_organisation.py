"""Whether what two sides know is of one organisation: the same, to be asked, or two; and why.

One rule for lists as they come in, for the duplicates of what is here, and for what is added by
hand. What only one side knows is no difference; what both know is alike or speaks against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.likeness import (
    FEWEST_DIGITS,
    NEAR,
    SAME_LETTERS,
    alike,
    contradict,
    name_words,
)
from spoc_tui.casework.organisations.names import joined_key

NO_NUMBERS: frozenset[Identifier] = frozenset()
NO_LISTS: Mapping[str, frozenset[str]] = {}


class Sureness(IntEnum):
    """How sure it is that two sides are one organisation; the surer, the greater."""

    TWO = 0
    SUCCESSOR = 1
    """Two: the one that is closed may have gone into the other."""
    ASK = 2
    SAME = 3


@dataclass(frozen=True, slots=True)
class Side:
    """The facts that one side knows of an organisation; blank and empty: not known.

    `name` and `other_names` are as `name_key` has them, `postcode` is without its space, `phone`
    the digits as dialled, `emails` are in lower case, `link` is as `web_link` has it and `site` as
    `web_domain`. `people` are the numbers and addresses of its people; `lists` its keys in each
    list that has it, `gone` the lists that had it and have it no more; `parent` is what it is a
    branch of.
    """

    uid: str
    name: str
    other_names: tuple[str, ...] = ()
    postcode: str = ""
    phone: str = ""
    emails: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    link: str = ""
    site: str = ""
    numbers: frozenset[Identifier] = NO_NUMBERS
    quoted: frozenset[Identifier] = NO_NUMBERS
    """Those of its numbers that several rows of its list quote, or several organisations."""
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    parent: str = ""
    form: str = ""
    """The legal form that its name ends on (`legal_form`)."""
    closed: bool = False


class Judged(NamedTuple):
    """How sure it is, and why in words: “same name, same postcode”."""

    sureness: Sureness
    why: str
    score: float = 0.0
    """How much is alike, to choose the likelier of several that are to be asked."""


def judge(one: Side, other: Side) -> Judged:
    """Whether two sides are one organisation; the same whichever comes first.

    - One of them is a branch of the other, or one list has a row for each, with no
      number alike: two.
    - One list's own key: the same.
    - A number alike: the same, where the name is or the place is, or nothing speaks against it. One
      that several quote, or under another name and postcode, or beside another number that is not
      alike, is asked.
    - Another number of one register: two; where one is closed, or gone from the list that has the
      other, of the same name and place, it may have gone into that, though one list has both.
    - The same name: with the same postcode, phone, e-mail or list and nothing against, the same;
      with another postcode and nothing alike, two; else it is asked.
    - Nearly the name, with something else alike: asked.
    """
    if (one.uid and one.uid == other.parent) or (other.uid and other.uid == one.parent):
        return Judged(Sureness.TWO, "one is a branch of the other")
    in_both = one.lists.keys() & other.lists.keys()
    if any(one.lists[name] & other.lists[name] for name in in_both):
        return Judged(Sureness.SAME, "same key in the list")
    numbers = one.numbers & other.numbers
    contradicted = contradict(one.numbers, other.numbers)
    if in_both and not numbers and not (contradicted and one.closed != other.closed):
        return Judged(Sureness.TWO, f"{min(in_both)} has a row for each")
    name = _name_alike(one, other)
    same, against = _place(one, other)
    score = name + 10 * len(same) + 50 * len(numbers) - 5 * len(against)
    if contradicted and not (name or same):
        return Judged(Sureness.TWO, "another number in a register")
    if in_both and numbers:
        number = min(number.text for number in numbers)
        why = f"same number {number}, but {min(in_both)} has a row for each; a branch of it?"
        return Judged(Sureness.ASK, why, score)
    if numbers:
        return Judged(*_of_number(one, other, name, same, against, contradicted), score)
    if contradicted:
        return Judged(*_of_contradicted(one, other, name, same), score)
    return Judged(*_of_name(name, same, against), score)


def _of_number(
    one: Side,
    other: Side,
    name: float,
    same: Mapping[str, str],
    against: list[str],
    contradicted: bool,
) -> tuple[Sureness, str]:
    numbers = one.numbers & other.numbers
    told = f"same number {min(number.text for number in numbers)}"
    described = ", ".join([told, *_names(name), *_said(same)])
    if contradicted:
        return Sureness.ASK, f"{described}, but another number in a register"
    named = name >= _SAME_NAME and (same or "postcode" not in against)
    if numbers <= one.quoted | other.quoted and not named:
        under = "" if name >= _SAME_NAME else "; a branch of it?"
        return Sureness.ASK, f"{described}, which several quote{under}"
    if not name and not same and "postcode" in against:
        return Sureness.ASK, f"{told}, under another name and postcode; a branch of it?"
    return Sureness.SAME, described


def _of_contradicted(
    one: Side, other: Side, name: float, same: Mapping[str, str]
) -> tuple[Sureness, str]:
    one_ended = one.closed != other.closed or "list" in same
    if name >= _SAME_NAME and same.keys() & _PLACE and one_ended:
        ended = "closed" if one.closed != other.closed else "gone"
        return (
            Sureness.SUCCESSOR,
            f"{', '.join([*_names(name), *_said(same)])}, another number: the {ended} one may have "
            "gone into the other",
        )
    return Sureness.TWO, "another number in a register"


def _of_name(name: float, same: Mapping[str, str], against: list[str]) -> tuple[Sureness, str]:
    described = ", ".join([*_names(name), *_said(same)])
    if not name:
        return Sureness.TWO, "another name"
    if name < _SAME_NAME:
        return (Sureness.ASK, described) if same else (Sureness.TWO, "nothing else alike")
    if against and same:
        return Sureness.ASK, f"{described}, but another {' and '.join(against)}"
    if same.keys() & _SURE:
        return Sureness.SAME, described
    if "postcode" in against:
        return Sureness.TWO, "another postcode"
    if against:
        return Sureness.ASK, f"{described}, but another {' and '.join(against)}"
    return Sureness.ASK, described if same else f"{described}, and nothing that speaks against it"


_SAME_NAME = 100.0
_PLACE = frozenset(("postcode", "phone", "e-mail", "web address"))
_APART_BY_FORM = frozenset(("cic", "cio"))
"""Legal forms of which an organisation has one; “Ltd” some add to any."""
_SURE = frozenset(("postcode", "phone", "e-mail", "list"))


def _name_alike(one: Side, other: Side) -> float:
    """100 where a name of the one is a name of the other, also where it is joined or split; less
    where they are nearly so (`alike`), 0 where they are two.
    """
    ones, others = ({side.name, *side.other_names} for side in (one, other))
    if ones & others or {*map(_as_one_word, ones)} & {*map(_as_one_word, others)}:
        return _SAME_NAME
    best = max(
        alike(mine, theirs, least=NEAR)
        for mine in map(name_words, ones)
        for theirs in map(name_words, others)
    )
    return min(best, SAME_LETTERS)


def _as_one_word(name: str) -> tuple[str, ...]:
    """A name without its spaces, and its numbers: “Quay 1 2” is not “Quay 12”."""
    return joined_key(name), *(word for word in name.split() if not word.isalpha())


def _place(one: Side, other: Side) -> tuple[dict[str, str], list[str]]:
    """The likeness beside name and number, by what is alike; and what both know and is not.

    A web site that is another is nothing against it: many have several.
    """
    same: dict[str, str] = {}
    against: list[str] = []
    if one.postcode and one.postcode == other.postcode:
        same["postcode"] = one.postcode
    elif one.postcode and other.postcode:
        against.append("postcode")
    for what, mine, theirs in (
        ("phone", _whole(one.phone), _whole(other.phone)),
        ("e-mail", one.emails, other.emails),
    ):
        if shared := (mine & (theirs | other.people)) | (theirs & one.people):
            same[what] = min(shared)
        elif mine and theirs:
            against.append(what)
    if one.form != other.form and {one.form, other.form} <= _APART_BY_FORM:
        against.append("legal form")
    if shared := one.people & other.people:
        same.setdefault("e-mail" if "@" in min(shared) else "phone", min(shared))
    if one.link and one.link == other.link:
        same["web address"] = one.link
    elif one.site and one.site == other.site:
        same["web address"] = one.site
    for name in sorted((one.gone & other.lists.keys()) | (other.gone & one.lists.keys())):
        same["list"] = name
    return same, against


def _whole(phone: str) -> frozenset[str]:
    return frozenset((phone,)) if len(phone) >= FEWEST_DIGITS else frozenset()


def _names(score: float) -> list[str]:
    if not score:
        return []
    return ["same name" if score >= _SAME_NAME else "names nearly the same"]


def _said(same: Mapping[str, str]) -> list[str]:
    return [
        f"in {value}, where its row is gone" if what == "list" else f"same {what}"
        for what, value in same.items()
    ]
