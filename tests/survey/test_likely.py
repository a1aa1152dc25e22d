"""What is proposed for an answer, in whatever order it was learnt; agreement, recounted."""

from __future__ import annotations

from itertools import groupby
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_tui.casework.council.telling_words import COMMON_WORDS
from spoc_tui.casework.survey.agreement import Agreement, Decided, agreement
from spoc_tui.casework.survey.likely import CodedAs, Learnt, Named

THEMES = [
    Named("f", "Sustainable funding"),
    Named("b", "Council buildings and outside spaces"),
    Named("v", "Support with volunteers"),
    Named("t", "Free training"),
]
WORDS = ("grant", "hall", "roof", "rota", "driver", "course", "fund", "space", "the", "need")
texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
coded_answers = st.lists(
    st.tuples(texts, st.frozensets(st.sampled_from("fbvt"), max_size=2)), max_size=12
).map(lambda pairs: [CodedAs(str(n), *pair) for n, pair in enumerate(pairs)])


def names(found: list[Named]) -> list[str]:
    return [one.uid for one in found]


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("Use of your building on Saturdays", "b"),
        ("Somewhere to meet: a space", "b"),
        ("We cannot find a volunteer", "v"),
        ("Volunteering is hard now", "v"),
        ("Trained drivers", "t"),
        ("Funds, and three years of them", "f"),
    ],
)
def test_the_words_of_its_name_speak_for_a_theme(said: str, first: str) -> None:
    assert names(Learnt(THEMES, []).themes(said))[0] == first


def test_so_do_those_of_answers_that_were_put_there() -> None:
    said = "A minibus for the day centre"
    assert Learnt(THEMES, []).themes(said) == []
    coded = [CodedAs("1", "Minibus hire costs too much", frozenset("f"))]
    assert names(Learnt(THEMES, coded).themes(said)) == ["f"]


def test_a_rarer_word_counts_more() -> None:
    coded = [
        *(CodedAs(str(n), "money for rent", frozenset("f")) for n in range(6)),
        CodedAs("x", "allotment", frozenset("b")),
        CodedAs("y", "allotment", frozenset("b")),
    ]
    assert names(Learnt(THEMES, coded).themes("rent allotment"))[:2] == ["b", "f"]


def test_what_is_as_likely_is_in_order_of_its_name() -> None:
    themes = [Named("2", "Hall hire"), Named("1", "Hall heating"), Named("0", "Hall heating")]
    assert names(Learnt(themes, []).themes("a hall")) == ["0", "1", "2"]


def test_a_theme_that_is_retired_is_not_proposed() -> None:
    coded = [CodedAs("1", "minibus", frozenset({"gone"})), CodedAs("2", "minibus", frozenset("t"))]
    assert names(Learnt(THEMES, coded).themes("minibus")) == ["t"]


@given(coded_answers, texts, st.randoms())
def test_the_order_does_not_matter(coded: list[CodedAs], said: str, random: Random) -> None:
    known = Learnt(THEMES, coded)
    themes, answers = list(THEMES), list(coded)
    random.shuffle(themes)
    random.shuffle(answers)
    turned = " ".join(reversed(said.split()))
    assert Learnt(themes, answers).themes(turned) == known.themes(said)
    assert Learnt(themes, answers).alike(turned) == known.alike(said)


@given(coded_answers, st.lists(st.sampled_from(sorted(COMMON_WORDS))).map(" ".join))
def test_nothing_is_proposed_from_words_that_tell_nothing(coded: list[CodedAs], said: str) -> None:
    assert Learnt(THEMES, coded).themes(said) == []
    assert Learnt(THEMES, coded).alike(said) == []


def test_what_was_coded_like_it_is_shown() -> None:
    coded = [
        CodedAs("1", "Mend the roof of the hall", frozenset("b")),
        CodedAs("2", "A roof", frozenset("f")),
        CodedAs("3", "Volunteers", frozenset("v")),
    ]
    assert [one.key for one in Learnt(THEMES, coded).alike("the hall roof")] == ["1", "2"]


decisions = st.lists(
    st.builds(
        Decided,
        st.sampled_from("pqr"),
        st.sampled_from(["Ann", "ANN", "Ben", "Cy"]),
        st.sampled_from(["", "f", "b"]),
    ),
    max_size=24,
)


@given(decisions, st.randoms())
def test_agreement_is_recounted(made: list[Decided], random: Random) -> None:
    answers = agreed = 0
    for _, its in groupby(sorted(made, key=lambda one: one.answer), lambda one: one.answer):  # type: ignore[arg-type]
        of_one = list(its)
        people = {one.by.lower() for one in of_one}
        if len(people) < 2:
            continue
        answers += 1
        sets = {
            tuple(sorted({one.theme for one in of_one if one.by.lower() == who and one.theme}))
            for who in people
        }
        agreed += len(sets) == 1
    turned = random.sample(made, len(made))
    assert agreement(made) == agreement(turned) == Agreement(answers, agreed)


def test_agreement_is_said_with_its_n() -> None:
    assert Agreement(8, 7).percent == 88
    assert Agreement(20, 17).words.startswith("17 of 20 answers")
    assert Agreement().percent is None
    assert Agreement().words == "no answer was coded by two people"
