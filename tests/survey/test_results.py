"""Who counts once, how a question was rated, which themes were mentioned, and what is hidden."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_tui.casework.figures.hiding import HIDDEN_TEXT
from spoc_tui.casework.survey.beside import beside
from spoc_tui.casework.survey.breakdown import FEW, by_size, by_ward
from spoc_tui.casework.survey.distribution import distribution
from spoc_tui.casework.survey.question import FOUR, SCALE, Question
from spoc_tui.casework.survey.respondents import Answered, Coded, Said, respondents
from spoc_tui.casework.survey.results import Results, RoundOf, results
from spoc_tui.casework.survey.steps import How

RATED = Question(number=1, words="How is it?", how=How.BOTH)
WORDS = Question(number=4, words="What can we do?", how=How.TEXT)


def rated(rating: str, **more: object) -> tuple[Said, ...]:
    return (Said(1, rating=rating, **more),)  # type: ignore[arg-type]


def answered(*given: Answered, questions: tuple[Question, ...] = (RATED, WORDS)) -> Results:
    return results(RoundOf("r", "RND-26-0001", "Spring", questions), respondents(given))


# Who counts.


def test_of_two_responses_of_one_organisation_the_latest_counts() -> None:
    its = answered(
        Answered("b", "x", "2026-04-02", said=rated("good", wrote=True)),
        Answered("a", "x", "2026-04-01", said=rated("poor", wrote=True)),
        Answered("c", "", "2026-04-01", said=rated("ok")),
        Answered("d", "", "2026-04-01", said=rated("ok")),
    )
    assert (its.n, its.organisations, its.anonymous) == (3, 1, 2)
    assert its.questions[0].rated is not None
    assert its.questions[0].rated.counts == (0, 2, 1, 0)
    assert its.questions[0].wrote == 1


def test_where_all_are_second_voices_the_latest_speaks() -> None:
    its = answered(
        Answered("a", "x", "2026-04-01", second=True, said=rated("poor")),
        Answered("b", "x", "2026-04-02", second=True, said=rated("good")),
    )
    assert (its.n, its.second_voices) == (1, 1)
    assert its.questions[0].rated is not None
    assert its.questions[0].rated.counts == (0, 0, 1, 0)


def test_of_few_not_even_the_groups_are_named() -> None:
    few, enough = group("micro", "Luton", FEW - 1), group("micro", "Luton", FEW)
    assert (answered(*few).by_size, answered(*few).by_ward) == ((), ())
    assert [one.name for one in answered(*enough).by_ward] == ["Luton"]


def test_of_two_of_one_day_the_one_that_was_put_down_later_counts() -> None:
    its = answered(*(Answered(uid, "x", "2026-04-01", said=rated(uid)) for uid in ("ok", "poor")))
    assert its.questions[0].rated is not None
    assert its.questions[0].rated.counts == (1, 0, 0, 0)


def test_of_a_second_voice_the_words_count_and_not_the_ratings() -> None:
    its = answered(
        Answered("a", "x", "2026-04-01", said=rated("poor")),
        Answered(
            "b",
            "x",
            "2026-04-02",
            second=True,
            said=(*rated("good"), Said(4, wrote=True, quote="Ring us.")),
            codings=(Coded("b", 4, "Ann", "Feedback"),),
        ),
    )
    assert (its.n, its.second_voices) == (1, 1)
    assert its.questions[0].rated is not None
    assert its.questions[0].rated.counts == (1, 0, 0, 0)
    assert [(one.theme, one.mentions) for one in its.questions[1].themes] == [("Feedback", 1)]
    assert [one.words for one in its.questions[1].quotes] == ["Ring us."]


def test_a_blank_response_counts_nowhere_and_one_that_may_not_be_quoted_is_not() -> None:
    its = answered(
        Answered("a", "x", "2026-04-01"),
        Answered("b", "y", "2026-04-01", said=(Said(4),)),
        Answered("c", "z", "2026-04-01", may_quote=False, said=(Said(4, wrote=True, quote="No."),)),
    )
    assert its.n == 1
    assert its.questions[1].quotes == ()


def test_the_rate_is_of_those_asked_by_name() -> None:
    of = RoundOf("r", "RND-26-0001", "Spring", (RATED,), asked=frozenset("xyz"))
    said = (Answered("a", "x", said=rated("ok")), Answered("b", "w", said=rated("ok")))
    its = results(of, respondents(said))
    assert (its.n, its.asked_answered, its.rate) == (2, 1, 33)
    assert answered().rate is None


def test_a_round_that_is_known_in_words_only_is_not_counted() -> None:
    its = results(RoundOf("r", "RND-19-0001", "2019", FOUR, in_words=40), [])
    assert (its.n, its.anonymous, its.rate) == (40, 0, None)
    assert [one.rated for one in its.questions] == [None] * 4


# How it was rated.


@pytest.mark.parametrize(
    ("ratings", "median", "net"),
    [
        ("", "", None),
        ("poor", "poor", -100),
        ("poor ok", "between poor and ok", -50),
        ("poor poor ok", "poor", -67),
        ("ok ok", "ok", 0),
        ("poor excellent", "between poor and excellent", 0),
        ("poor ok good excellent", "between ok and good", 25),
        ("good excellent excellent", "excellent", 100),
        ("ok ok ok ok ok ok ok good", "ok", 13),
        ("ok ok ok ok ok ok ok poor", "ok", -13),
    ],
)
def test_median_and_net(ratings: str, median: str, net: int | None) -> None:
    found = distribution(ratings.split(), SCALE)
    assert (found.median, found.net) == (median, net)


@given(st.lists(st.sampled_from(SCALE), min_size=1, max_size=40))
def test_the_median_is_the_one_in_the_middle(ratings: list[str]) -> None:
    found, ranked = distribution(ratings, SCALE), sorted(ratings, key=SCALE.index)
    middle = {ranked[(len(ranked) - 1) // 2], ranked[len(ranked) // 2]}
    assert found.median == (
        ranked[len(ranked) // 2]
        if len(middle) == 1
        else f"between {min(middle, key=SCALE.index)} and {max(middle, key=SCALE.index)}"
    )
    assert found.rated == len(ratings)
    worth = sum({"poor": -1, "ok": 0}.get(one, 1) for one in ratings)
    exact = Decimal(100 * worth) / len(ratings)
    assert found.net == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def test_a_rating_off_the_scale_is_in_no_count_and_another_scale_has_no_net() -> None:
    found = distribution(["Yes", "no", "perhaps", "no"], ("no", "yes"))
    assert (found.counts, found.off_scale, found.rated, found.net) == ((2, 1), 1, 3, None)
    assert distribution(["Poor"], ("Poor", "OK", "Good", "Excellent")).net == -100


def test_directorates_are_not_in_the_whole() -> None:
    its = answered(
        Answered("a", "x", said=(Said(1, "Planning", "poor"), Said(1, "", "good"))),
        Answered("b", "y", said=(Said(1, "Planning", "ok"), Said(1, "Arts", "ok"))),
    )
    one = its.questions[0]
    assert one.rated is not None
    assert one.rated.counts == (0, 0, 1, 0)
    assert [(name, of.counts) for name, of in one.by_directorate] == [
        ("Arts", (0, 1, 0, 0)),
        ("Planning", (1, 1, 0, 0)),
    ]


# Themes.


def test_an_organisation_mentions_a_theme_once_whoever_coded_it() -> None:
    its = answered(
        Answered(
            "a",
            "x",
            said=(Said(4, wrote=True),),
            codings=(
                Coded("a", 4, "Ann", "Rent"),
                Coded("a", 4, "Bob", "Rent"),
                Coded("a", 4, "Bob", "Time"),
                Coded("a", 1, "Bob", "Time"),  # of words that are there no more
            ),
        ),
        Answered("b", "y", said=(Said(4, wrote=True),), codings=(Coded("b", 4, "Ann", ""),)),
        Answered("c", "z", said=(Said(4, wrote=True),)),
    )
    one = its.questions[1]
    assert [(each.theme, each.mentions, one.share(each)) for each in one.themes] == [
        ("Rent", 1, 33),
        ("Time", 1, 33),
    ]
    assert (one.wrote, one.uncoded, one.no_theme) == (3, 1, 1)
    assert (one.agreement.answers, one.agreement.agreed) == (1, 0)
    assert its.questions[0].themes == ()


# By size and ward.


def group(size: str, ward: str, count: int, rating: str = "ok") -> list[Answered]:
    return [
        Answered(f"{size}{ward}{n}", f"{size}{ward}{n}", size=size, ward=ward, said=rated(rating))
        for n in range(count)
    ]


def test_few_are_hidden_and_what_would_tell_them() -> None:
    found = respondents([*group("micro", "Luton", 3), *group("large", "Strood", 12, "good")])
    sizes = by_size(found, [RATED])
    assert [one.answered.plain for one in sizes] == [HIDDEN_TEXT, HIDDEN_TEXT]
    assert [one.rated[0].median for one in sizes] == ["", ""]
    wards = by_ward(respondents([*group("", "Luton", 7), *group("", "", 6)]), [RATED])
    assert [(one.name, one.answered.number, one.rated[0].median) for one in wards] == [
        ("Luton", 7, "ok"),
        ("not known", 6, "ok"),
    ]


def test_a_group_that_is_hidden_is_hidden_in_each_question() -> None:
    silent = [
        Answered(f"s{n}", f"s{n}", size="micro", said=(Said(4, wrote=True),)) for n in range(3)
    ]
    found = respondents([*silent, *group("large", "Strood", 12, "good")])
    of_each = {one.name.split()[0]: one.rated[0] for one in by_size(found, [RATED])}
    assert of_each["large"].rated.plain == HIDDEN_TEXT
    assert of_each["micro"].rated.plain == HIDDEN_TEXT
    assert of_each["large"].median == ""


sizes = st.sampled_from(["micro", "small", "large", ""])


@given(st.lists(st.tuples(sizes, st.sampled_from(["poor", "good", ""])), max_size=40))
def test_no_count_of_few_is_shown_nor_can_be_subtracted(said: list[tuple[str, str]]) -> None:
    found = respondents(
        Answered(str(n), str(n), size=size, said=(Said(1, rating=rating), Said(4, wrote=True)))
        for n, (size, rating) in enumerate(said)
    )
    groups = by_size(found, [RATED])
    shown = [
        [one.answered.number for one in groups],
        [one.rated[0].rated.number for one in groups],
    ]
    totals = [len(said), sum(bool(rating) for _, rating in said)]
    for numbers, total in zip(shown, totals, strict=True):
        assert all(number is None or not 0 < number < FEW for number in numbers)
        hidden = numbers.count(None)
        left = total - sum(number or 0 for number in numbers)
        # Of one alone that is hidden the total tells: then it is all there is.
        assert hidden != 1 or left == total
    for one in groups:
        assert not one.rated[0].median or one.answered.number is not None


# Beside an earlier round.


def test_change_is_of_those_in_both_alone_with_all_beside_it() -> None:
    then = answered(
        Answered("a", "x", said=rated("poor")),
        Answered("b", "y", said=rated("good")),
        Answered("c", "z", said=rated("ok")),
        Answered("d", "", said=rated("ok")),
    )
    now = answered(
        Answered("e", "x", said=rated("good")),
        Answered("f", "y", said=rated("ok")),
        Answered("g", "z", said=(Said(4, wrote=True),)),
        Answered("h", "w", said=rated("excellent")),
    )
    found = beside(now, then)
    assert found.matched_n == 3
    (one,) = found.changes
    assert one.matched is not None
    assert (one.matched.n, one.matched.better, one.matched.same, one.matched.worse) == (2, 1, 0, 1)
    assert one.matched.then.counts == (1, 0, 1, 0)
    assert one.matched.now.counts == (0, 1, 1, 0)
    assert one.then is not None
    assert one.then.rated is not None
    assert one.then.rated.rated == 4


@pytest.mark.parametrize(
    ("before", "why"),
    [
        (Question(number=1, words="How is it?", how=How.BOTH, scale="no, yes"), "its scale was an"),
        (Question(number=1, words="How was it?", how=How.BOTH), "it was not asked so then"),
        (Question(number=1, words="How is it?", how=How.TEXT), "it was not rated then"),
        (Question(number=2, words="how  is it?", how=How.BOTH, scale="Poor,ok,good,excellent"), ""),
    ],
)
def test_what_was_asked_otherwise_is_not_compared(before: Question, why: str) -> None:
    then = answered(questions=(before,))
    now = answered(Answered("a", "x", said=rated("ok")))
    (one,) = beside(now, then).changes
    assert one.why_not.startswith(why)
    assert (one.matched is None) == bool(why)


def test_a_round_in_words_only_is_beside_with_its_words() -> None:
    known = Question(number=1, words="How is it?", how=How.BOTH, summary="Mostly poor.")
    then = results(RoundOf("t", "RND-19-0001", "2019", (known,), in_words=40), [])
    found = beside(answered(Answered("a", "x", said=rated("ok"))), then)
    assert found.why_not == found.changes[0].why_not == "not counted"
    assert found.changes[0].then is not None
    assert found.changes[0].then.question.summary == "Mostly poor."
