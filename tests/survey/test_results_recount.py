"""The figures of a round beside a slow, obvious recount of its records, over random rounds."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from fractions import Fraction
from typing import Any

import pytest
from factories import START, FixedClock, in_memory
from factories import make_organisation as make
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from results_made import add_theme
from survey_made import make_round

from db.areas.survey.results import reported
from db.areas.survey.taking import Again, take
from db.store import Store
from spoc_tui.casework.errors import SpocError

SCALE = ("poor", "ok", "good", "excellent")
SIZES = ("micro", "small", "unknown", "micro", "large", "micro", "small")
NAMES = ("Avocet", "Bittern", "Curlew", "Dunlin", "Egret", "Fulmar", "Godwit")
THEMES = ("Rent", "Time", "Feedback")
Step = tuple[int, int, int]


class Desk:
    """Two rounds, some organisations and themes, and what is done with them at random."""

    def __init__(self) -> None:
        self.clock = FixedClock(START)
        self.store = in_memory(self.clock)
        self.uids = [
            make(self.store, f"{name} Club", size=size, ward=("Luton", "")[n % 2], anyway=True).uid
            for n, (name, size) in enumerate(zip(NAMES, SIZES, strict=True))
        ]
        for theme in THEMES:
            add_theme(self.store, theme)
        self.places = [each.name for each in self.store.council.directorates()][:2]
        self.rounds = [make_round(self.store, title="First").uid]
        self.clock.advance(days=1)
        self.rounds.append(make_round(self.store, title="Second").uid)

    def undo(self) -> None:
        """The last act, but not that by which there is a round."""
        self.store.undo()
        if self.store.declared("round").count() < len(self.rounds):
            self.store.redo()

    def do(self, which: int, chosen: int, other: int) -> None:
        """One act; one that is refused changes nothing."""
        store, its = self.store, self.store.declared("response")
        round_ = self.rounds[other % 3 != 0]
        whose = self.uids[chosen % len(self.uids)]
        some: Any = its.page(limit=-1)
        one = some[chosen % len(some)].uid if some else ""
        rating = SCALE[other % 4]
        answers = [
            {"number": "1", "rating": rating, "words": ("", "Costs.")[chosen % 2]},
            {"number": "3", "rating": SCALE[chosen % 4]},
            {"number": "3", "directorate": self.places[other % 2], "rating": rating},
            {"number": "4", "words": f"Say {chosen}."},
        ]
        some_of = answers[other % 4 :]
        theme = THEMES[other % 3]
        by = ("Ann", "Bob")[chosen % 2]
        coded = {"number": "4", "themes": theme if other % 5 else "", "by": by}
        whole = {"round": round_, "organisation": whose, "received": "today"}
        acts: list[Any] = [
            lambda: take(store, round_, {"organisation": whose}, some_of),
            lambda: take(store, round_, {"organisation": whose}, answers),
            lambda: take(store, round_, {}, some_of),
            lambda: take(store, round_, {"organisation": whose}, some_of, again=Again.SECOND),
            lambda: take(store, round_, {"organisation": whose}, answers, again=Again.REPLACES),
            # As two desks that are joined have it: neither is said to be second.
            lambda: its.add({**whole, "answers": json.dumps(some_of)}),
            lambda: its.add(whole),
            lambda: its.edit(one, {"second": ("yes", "no")[other % 2]}),
            lambda: its.act(one, "code", coded),
            lambda: its.act(one, "code", {**coded, "number": "1"}),
            lambda: its.act(one, "quote", {"number": "4", "quote": "yes", "names_nobody": "yes"}),
            lambda: its.edit(one, {"may_quote": ("yes", "no")[other % 2]}),
            lambda: its.act(one, "close", {"why": "A trial."}),
            lambda: its.act(one, "reopen", {"why": "None after all."}),
            lambda: store.declared("round").act(
                round_, "ask", {"role": "organisation", "organisation": whose}
            ),
            lambda: store.declared("round").act(round_, "excuse", {"who": "1", "why": "Closed."}),
            lambda: store.duplicates.merge(whose, self.uids[other % len(self.uids)]),
            self.undo,
        ]
        with suppress(IndexError, SpocError, KeyError):
            acts[which % len(acts)]()


# The recount: from the records alone, one at a time.


def counting(store: Store, round_: str) -> dict[str, list[Any]]:
    """By whose it is, the responses that are neither set aside nor blank, the first first."""
    found: dict[str, list[Any]] = {}
    some: Any = store.declared("response").page(limit=-1)
    for one in sorted(some, key=lambda each: (each.received, each.uid)):
        blank = not any(each.rating or each.words for each in one.answers)
        if one.round.uid == round_ and one.is_open and not blank:
            whose = one.read_as(one.organisation) if one.organisation else f"nobody {one.uid}"
            found.setdefault(whose, []).append(one)
    return found


def main_of(its: list[Any]) -> Any:
    """The response whose ratings count."""
    first = [one for one in its if not one.second] or its
    return first[-1]


def speaking(its: list[Any]) -> list[Any]:
    return [one for one in its if one.second or one is main_of(its)]


def rated_of(its: list[Any], number: int, directorate: str = "") -> str:
    one = main_of(its)
    for each in one.answers:
        name = each.directorate.name if each.directorate else ""
        if (each.number, name) == (number, directorate) and each.rating:
            return str(each.rating)
    return ""


def ratings(found: dict[str, list[Any]], number: int, directorate: str = "") -> dict[str, str]:
    given = {whose: rated_of(its, number, directorate) for whose, its in found.items()}
    return {whose: rating for whose, rating in given.items() if rating}


def median(given: list[str]) -> str:
    if not given:
        return ""
    ranked = sorted(given, key=SCALE.index)
    low, high = ranked[(len(ranked) - 1) // 2], ranked[len(ranked) // 2]
    return low if low == high else f"between {low} and {high}"


def net(given: list[str]) -> int | None:
    if not given:
        return None
    worth = Fraction(100 * sum((one in SCALE[2:]) - (one == "poor") for one in given), len(given))
    away = int(abs(worth) + Fraction(1, 2))
    return away if worth > 0 else -away


def of_ratings(given: list[str]) -> tuple[Any, ...]:
    return tuple(given.count(one) for one in SCALE), median(given), net(given)


def recount(store: Store, round_: str, before: str) -> dict[str, Any]:
    found, then = counting(store, round_), counting(store, before)
    record: Any = store.declared("round").get(round_).record
    asked = {record.read_as(one.organisation) for one in record.asked}
    named = {whose for whose in found if not whose.startswith("nobody ")}
    told: dict[str, Any] = {
        "n": len(found),
        "organisations": len(named),
        "asked": len(asked),
        "asked_answered": len(asked & named),
        "second": sum(len(speaking(its)) - 1 for its in found.values()),
        "both": len(named & then.keys()),
        "answered twice": sum(
            sum(not one.second for one in its) > 1 for whose, its in found.items() if whose in named
        ),
    }
    for question in record.questions:
        n = question.number
        if n != 4:
            told[f"{n} rated"] = of_ratings([*ratings(found, n).values()])
            places = {
                each.directorate.name
                for its in found.values()
                if main_of(its)
                for each in main_of(its).answers
                if each.number == n and each.directorate and each.rating
            }
            told[f"{n} places"] = {
                name: of_ratings([*ratings(found, n, name).values()]) for name in places
            }
            now_, then_ = ratings(found, n), ratings(then, n)
            both = [whose for whose in now_ if whose in then_ and whose in named]
            moves = [SCALE.index(now_[each]) - SCALE.index(then_[each]) for each in both]
            told[f"{n} change"] = (
                *(sum(move > 0 for move in moves), moves.count(0), sum(move < 0 for move in moves)),
                *(of_ratings([its[each] for each in both]) for its in (then_, now_)),
            )
        told[f"{n} said"] = said(found, n)
    return told


def said(found: dict[str, list[Any]], number: int) -> tuple[Any, ...]:
    mentions, wrote, coded, fits_none = Counter[str](), 0, 0, 0
    quotes = []
    for its in found.values():
        with_words = [one for one in speaking(its) if number in one.written]
        wrote += bool(with_words)
        codings = [each for one in with_words for each in one.codings if each.number == number]
        coded += bool(codings)
        themes = {each.theme.name for each in codings if each.theme}
        fits_none += bool(codings) and not themes
        mentions.update(themes)
        quotes += [
            each.words
            for one in with_words
            for each in one.answers
            if each.number == number and each.quoted and one.may_quote is not False
        ]
    return dict(mentions), wrote, wrote - coded, fits_none, sorted(quotes)


# What the program says.


def found_twice(store: Store, round_: str) -> tuple[str, ...]:
    its: Any = store.declared("round").get(round_).record
    twice: tuple[str, ...] = its.counts.twice
    return twice


def as_reported(store: Store, round_: str, before: str) -> dict[str, Any]:
    found = reported(store, round_, before)
    its = found.results
    (beside,) = found.besides
    told: dict[str, Any] = {
        "n": its.n,
        "organisations": its.organisations,
        "asked": len(its.round.asked),
        "asked_answered": its.asked_answered,
        "second": its.second_voices,
        "both": beside.matched_n,
        "answered twice": len(found_twice(store, round_)),
    }
    for one in its.questions:
        n = one.number
        if one.rated is not None:
            told[f"{n} rated"] = (one.rated.counts, one.rated.median, one.rated.net)
            told[f"{n} places"] = {
                name: (of.counts, of.median, of.net) for name, of in one.by_directorate
            }
        themes = {each.theme: each.mentions for each in one.themes}
        quotes = sorted(each.words for each in one.quotes)
        told[f"{n} said"] = (themes, one.wrote, one.uncoded, one.no_theme, quotes)
    for change in beside.changes:
        of = change.matched
        assert of is not None
        told[f"{change.now.number} change"] = (
            *(of.better, of.same, of.worse),
            *((each.counts, each.median, each.net) for each in (of.then, of.now)),
        )
    return told


@pytest.mark.slow
@settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(
    st.lists(
        st.tuples(st.integers(0, 35), st.integers(0, 40), st.integers(0, 40)),
        min_size=30,
        max_size=70,
    )
)
def test_the_results_are_what_a_recount_says(steps: list[Step]) -> None:
    desk = Desk()
    for which, chosen, other in steps:
        desk.do(which, chosen, other)
        desk.clock.advance(hours=chosen % 3 * 12)
    before, round_ = desk.rounds
    assert as_reported(desk.store, round_, before) == recount(desk.store, round_, before)
    desk.store.close()
