"""Who answered a round, each organisation once: which of its responses counts, and what it says.

The inputs are light: thousands of responses are read in one go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from spoc_tui.casework.organisations.profile import SizeBand

Place = tuple[int, str]
"""The number of a question, and the directorate of which it is answered; blank: as a whole."""


class Said(NamedTuple):
    """One answer of a response."""

    number: int
    directorate: str = ""
    """Its name; blank: the council as a whole."""
    rating: str = ""
    wrote: bool = False
    quote: str = ""
    """Its words, where they may be quoted."""


class Coded(NamedTuple):
    """That somebody put the words of a response to a question under a theme; blank: under none."""

    response: str
    number: int
    by: str
    theme: str


class Answered(NamedTuple):
    """One response that was not set aside, with its answers and how its words were coded."""

    uid: str
    organisation: str = ""
    """The uid that it is read as, once merged; blank: without a name."""
    received: str = ""
    """The day, as ISO: the later of two counts."""
    second: bool = False
    """Whether another speaks for the organisation: its words count, its ratings do not. Where none
    is there that is no second voice, the latest of them speaks.
    """
    may_quote: bool = True
    size: str = ""
    ward: str = ""
    said: Sequence[Said] = ()
    codings: Sequence[Coded] = ()


class Quote(NamedTuple):
    """Words that may be printed, and whose they are."""

    number: int
    directorate: str
    words: str
    organisation: str
    """The uid; blank: without a name."""


@dataclass(frozen=True)
class Respondent:
    """An organisation that answered, or one response without a name."""

    organisation: str
    ratings: Mapping[Place, str]
    wrote: frozenset[int]
    """The questions that it answers in words."""
    coded: frozenset[int]
    """Those of them that somebody coded."""
    themes: Mapping[int, frozenset[str]]
    """By question the themes that its words were put under, by anybody."""
    size: SizeBand
    ward: str
    """Blank: not known."""
    voices: int
    """How many responses count with it."""
    codings: tuple[Coded, ...]
    quotes: tuple[Quote, ...]


def respondents(answered: Iterable[Answered]) -> list[Respondent]:
    """Each organisation once, and each response without a name as one; who answered first is first.

    Of several responses of one organisation the latest counts; one that is a second voice speaks
    beside it, in words alone, unless all of them are. A blank response counts nowhere.
    """
    of_each: dict[str, list[Answered]] = {}
    for one in answered:
        if any(each.rating or each.wrote for each in one.said):
            of_each.setdefault(one.organisation or f"without a name {one.uid}", []).append(one)
    return [_respondent(its) for its in of_each.values()]


def _respondent(its: Sequence[Answered]) -> Respondent:
    speaking = [one for one in its if not one.second] or its
    latest = max(speaking, key=lambda one: (one.received, one.uid))
    voices = [one for one in its if one.second or one is latest]
    written = [(one, {each.number for each in one.said if each.wrote}) for one in voices]
    wrote = set[int]().union(*(its for _, its in written))
    codings = [each for one, its in written for each in one.codings if each.number in its]
    themes = defaultdict[int, set[str]](set)
    for each in codings:
        if each.theme:
            themes[each.number].add(each.theme)
    ratings = {(one.number, one.directorate): one.rating for one in latest.said if one.rating}
    return Respondent(
        organisation=latest.organisation,
        ratings=ratings,
        wrote=frozenset(wrote),
        coded=frozenset(each.number for each in codings),
        themes={number: frozenset(names) for number, names in themes.items()},
        size=SizeBand(latest.size) if latest.size else SizeBand.UNKNOWN,
        ward=latest.ward,
        voices=len(voices),
        codings=tuple(codings),
        quotes=tuple(_quotes(voices)),
    )


def _quotes(voices: Iterable[Answered]) -> Iterator[Quote]:
    for one in voices:
        for each in one.said if one.may_quote else ():
            if each.quote:
                yield Quote(each.number, each.directorate, each.quote, one.organisation)
