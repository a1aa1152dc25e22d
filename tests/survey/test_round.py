"""A round of the survey: its days and questions, who answered, and that all are told."""

from __future__ import annotations

from datetime import date

import pytest
from factories import FixedClock, make_organisation
from survey_made import answers, make_response, make_round

from db.areas.survey.asking import ask_many
from db.areas.survey.taking import Again, AnsweredBefore, take
from db.store import Store
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.paper import Narrowed
from spoc_tui.casework.records.link import Says
from spoc_tui.casework.survey.question import FOUR
from spoc_tui.casework.survey.round import Round, says


def read(store: Store, uid: str) -> Round:
    one: Round = store.declared("round").get(uid).record  # type: ignore[assignment]
    return one


def dues(store: Store, uid: str) -> dict[str, date]:
    records = store.declared("round")
    return {due.what: due.on for due in records.dues(read(store, uid))}


def test_its_days_follow_from_the_first(store: Store) -> None:
    one = make_round(store, opened="2 nov 2026")
    assert (one.last_day, one.remind_on, one.remind_again, one.code_by) == (
        date(2026, 11, 23),
        date(2026, 11, 9),
        date(2026, 11, 16),
        date(2026, 12, 7),
    )
    assert "21 days after it is Mon 23 Nov 2026" in one.working
    moved = store.declared("round").edit(one.uid, {"closes": "30 nov 2026"}).record
    assert moved.last_day == date(2026, 11, 30)  # type: ignore[attr-defined]


def test_the_first_asks_the_four_of_2019_and_the_next_what_the_last_asked(store: Store) -> None:
    first = make_round(store)
    assert [one.words for one in first.questions] == [one.words for one in FOUR]
    typed = '[{"number": "1", "words": "How is it?", "how": "rating", "scale": "bad, good"}]'
    make_round(store, title="Summer", questions=typed)
    (one,) = make_round(store, title="Autumn").questions
    assert (one.words, one.ratings) == ("How is it?", ("bad", "good"))


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ('{"number": "1", "words": "X", "how": "text", "scale": "a, b"}', "in words alone"),
        ('{"number": "1", "words": "X", "how": "rating", "scale": "good"}', "has 1 rating"),
        ('{"number": "1", "words": "X", "how": "rating", "scale": "a, A"}', "a rating twice"),
        ('{"number": "4", "words": "X", "how": "text"}', "two questions with the number 4"),
    ],
)
def test_questions_that_are_none(store: Store, question: str, why: str) -> None:
    four = '{"number": "4", "words": "Y", "how": "text"}'
    with pytest.raises(BadInput, match=why) as error:
        make_round(store, questions=f"[{four}, {question}]")
    assert error.value.field == "questions"


def test_a_question_that_was_answered_stays_as_it_was_asked(store: Store) -> None:
    one = make_round(store)
    rounds = store.declared("round")
    rounds.edit_row(one.uid, "questions", 1, {"scale": "bad, good"})
    store.undo()
    make_response(store, one.uid)
    with pytest.raises(BadInput, match="question 1 stays as it was asked"):
        rounds.edit_row(one.uid, "questions", 1, {"scale": "bad, good"})
    with pytest.raises(BadInput, match="question 4 stays"):
        rounds.remove_row(one.uid, "questions", 4)
    with pytest.raises(BadInput, match="question 1 stays"):
        rounds.edit_row(one.uid, "questions", 1, {"words": "How good are the biscuits?"})
    with pytest.raises(BadInput, match="not known in words only"):
        rounds.edit(one.uid, {"in_words": "40"})
    with pytest.raises(BadInput, match="it opened by then"):
        rounds.edit(one.uid, {"opened": "tomorrow"})
    rounds.add_row(one.uid, "questions", {"number": "5", "words": "More?", "how": "text"})
    assert len(read(store, one.uid).questions) == 5


def test_who_was_asked_has_answered_by_a_response(store: Store, clock: FixedClock) -> None:
    club, hall = make_organisation(store), make_organisation(store, "Strood Hall")
    one = make_round(store)
    rounds = store.declared("round")
    for name in (club.uid, hall.uid):
        rounds.act(one.uid, "ask", {"role": "organisation", "organisation": name})
    assert set(dues(store, one.uid)) == {"remind", "closes"}
    clock.advance(days=1)
    merged = make_organisation(store, "Rook Lane Bowling")
    store.duplicates.merge(club.uid, merged.uid)
    make_response(store, one.uid, club.uid)
    asked = {party.who: party.answered for party in read(store, one.uid).parties}
    assert asked == {"Rook Lane Bowls Club": date(2026, 4, 3), "Strood Hall": None}
    store.undo()
    assert [one.who for one in read(store, one.uid).silent] == [club.name, "Strood Hall"]
    unnamed = make_response(store, one.uid)
    store.declared("response").edit(unnamed.uid, {"organisation": hall.uid})
    assert [one.who for one in read(store, one.uid).silent] == [club.name]


def test_two_that_are_one_now_and_both_answered_are_asked_about(
    store: Store, clock: FixedClock
) -> None:
    one, responses = make_round(store), store.declared("response")
    club, hall = make_organisation(store), make_organisation(store, "Strood Hall")
    first = make_response(store, one.uid, club.uid)
    second = make_response(store, one.uid, hall.uid)
    assert not read(store, one.uid).counts.twice
    store.duplicates.merge(club.uid, hall.uid)
    both = f"{club.name} ({first.reference}, {second.reference})"
    assert read(store, one.uid).counts.twice == (both,)
    assert "two answers" in dues(store, one.uid)
    lines = {name: words for name, _, words in says(read(store, one.uid))}
    assert lines["twice"] == f"{both}: set one aside, or say it is a second voice"
    concluded = store.declared("round").act(one.uid, "conclude", {"words": "A hall"})
    assert "1 organisation answered twice" in concluded.timeline[-1].text
    store.undo()
    responses.edit(second.uid, {"second": "yes"})
    assert not read(store, one.uid).counts.twice
    responses.edit(second.uid, {"second": ""})
    responses.act(first.uid, "close", {"why": "Strood Hall spoke for both"})
    assert not read(store, one.uid).counts.twice


def test_who_answers_once_all_were_told_is_to_be_told_too(store: Store, clock: FixedClock) -> None:
    one = make_round(store)
    make_response(store, one.uid)
    rounds = store.declared("round")
    rounds.act(one.uid, "conclude", {"words": "A hall"})
    rounds.act(one.uid, "tell-all", {"how": "The bulletin"})
    assert read(store, one.uid).counts.since_told == 0
    clock.advance(days=1)
    make_response(store, one.uid, make_organisation(store).uid)
    lines = {name: words for name, _, words in says(read(store, one.uid))}
    assert lines["since_told"] == "1 response: tell them too"


def test_many_are_asked_at_once_and_those_who_were_are_left(store: Store) -> None:
    club = make_organisation(store)
    for n in range(3):
        make_organisation(store, f"Hall {n}")
    one = make_round(store)
    rounds = store.declared("round")
    rounds.act(one.uid, "ask", {"role": "organisation", "organisation": club.uid})
    rounds.act(one.uid, "excuse", {"who": "1", "why": "They move house."})
    done = ask_many(store, one.uid, Narrowed())
    assert len(done.meant.organisations) == len(done.case.record.parties) == 4
    with pytest.raises(Refused, match="All of them were asked"):
        ask_many(store, one.uid, Narrowed())
    store.undo()
    assert len(read(store, one.uid).parties) == 1


def test_an_organisation_that_answered_is_asked_about(store: Store) -> None:
    club = make_organisation(store)
    one = make_round(store)
    first = make_response(store, one.uid, club.uid)
    with pytest.raises(AnsweredBefore, match=first.reference) as error:
        make_response(store, one.uid, club.uid)
    assert error.value.before.uid == first.uid
    second = make_response(store, one.uid, club.uid, again=Again.SECOND)
    assert second.second is True
    its = read(store, one.uid).counts
    assert (its.responses, its.organisations) == (2, 1)
    third = make_response(store, one.uid, club.uid, again=Again.REPLACES)
    assert store.declared("response").get(first.uid).record.status == "set-aside"
    assert (third.second, read(store, one.uid).counts.responses) == (None, 2)
    store.undo()
    assert store.declared("response").get(first.uid).record.is_open, "one act, one undo"


@pytest.mark.parametrize(
    ("given", "typed", "why"),
    [
        ([], {}, "answers nothing"),
        (answers("3/5"), {}, "“3/5” is no rating of question 1: poor, ok, good, excellent"),
        (answers("N/A"), {}, "“N/A” says nothing"),
        (answers("Poor to OK"), {}, "“Poor to OK” is no rating"),
        (answers("", "", "", "good"), {}, "question 4 is answered in words|in words alone"),
        ([{"number": "9", "words": "X"}], {}, "has no question 9"),
        ([{"number": "x", "rating": "ok"}], {}, "no number of a question"),
        ([{"number": "1", "directorate": "Planning", "rating": "ok"}], {}, "not asked of each"),
        (answers("ok"), {"received": "1 mar"}, "nobody answered it before"),
        (answers("ok"), {"received": "tomorrow"}, "which is to come"),
    ],
)
def test_what_is_no_answer(
    store: Store, given: list[dict[str, str]], typed: dict[str, str], why: str
) -> None:
    one = make_round(store)
    acts = store.history.count()
    with pytest.raises(BadInput, match=why):
        take(store, one.uid, typed, given)
    assert store.history.count() == acts


def test_a_rating_is_typed_by_its_place_too(store: Store) -> None:
    one = make_round(store)
    response = make_response(store, one.uid, given=answers("1", "EXCELLENT", "3"))
    assert [each.rating for each in response.answers] == ["poor", "excellent", "good"]


def test_one_known_in_words_only_takes_no_answer(store: Store) -> None:
    one = make_round(store, title="2019", opened="1/1/2019", closes="31/12/2019", in_words="40")
    assert one.status == "in-words-only"
    assert dues(store, one.uid) == {}
    with pytest.raises(BadInput, match="known in words only"):
        make_response(store, one.uid)


def test_all_are_told_before_it_is_closed(store: Store) -> None:
    club = make_organisation(store)
    one, rounds = make_round(store), store.declared("round")
    rounds.act(one.uid, "ask", {"role": "organisation", "organisation": club.uid})
    make_response(store, one.uid, club.uid)
    with pytest.raises(Refused, match="say first what came of it"):
        rounds.act(one.uid, "close", {"why": "Over."})
    with pytest.raises(Refused, match="Nothing came of"):
        rounds.act(one.uid, "tell-all", {"how": "post"})
    rounds.act(one.uid, "conclude", {"words": "A fund for rents."})
    assert set(dues(store, one.uid)) == {"tell all"}
    with pytest.raises(Refused, match="hears what came of it first"):
        rounds.act(one.uid, "close", {"why": "Over."})
    told = rounds.act(one.uid, "tell-all", {"how": "the newsletter"}).record
    assert (told.status, told.is_open) == ("told", False)
    assert [party.told for party in told.parties] == [date(2026, 4, 2)]


def test_a_suggestion_waits_until_an_action_begins(store: Store) -> None:
    one = make_round(store)
    response = make_response(store, one.uid, given=answers(q4="Cheaper rooms"))
    assert "code" in dues(store, one.uid)
    coded = {"number": "4", "themes": "Business rates and overheads", "by": "Me"}
    store.declared("response").act(response.uid, "code", coded)
    assert read(store, one.uid).counts.unfollowed == ("Business rates and overheads",)
    assert "begin action" in dues(store, one.uid)
    assert "code" not in dues(store, one.uid)
    action = store.feedback.add("Cheaper rooms", [store.feedback.by("Ida")]).record
    store.links.link(action.uid, response.uid, Says.CAME_OF)
    assert read(store, one.uid).counts.unfollowed == ()
    row = "SELECT count(*) FROM record_due WHERE record = ? AND what = 'begin action'"
    assert store.connection.execute(row, [one.uid]).fetchone()[0] == 0


def test_what_is_quoted_was_read_first(store: Store) -> None:
    one = make_round(store)
    responses = store.declared("response")
    response = make_response(store, one.uid, given=answers("poor", q1="Rents"), may_quote="no")
    quote = {"number": "1", "quote": "yes", "names_nobody": "yes"}
    with pytest.raises(BadInput, match="Ask them first"):
        responses.act(response.uid, "quote", quote)
    responses.edit(response.uid, {"may_quote": "yes"})
    with pytest.raises(BadInput, match="names nobody"):
        responses.act(response.uid, "quote", {**quote, "names_nobody": ""})
    quoted = responses.act(response.uid, "quote", quote).record
    assert [each.quoted for each in quoted.answers] == [True]  # type: ignore[attr-defined]


def test_two_may_code_one_answer_otherwise(store: Store) -> None:
    one = make_round(store)
    responses = store.declared("response")
    response = make_response(store, one.uid, given=answers(q1="Rents", q4="Rooms"))
    assert response.status == "to-code"
    code = {"number": "1", "themes": "Sustainable funding; Free training"}
    responses.act(response.uid, "code", {**code, "by": "Ann"})
    responses.act(response.uid, "code", {"number": "1", "by": "Bo"})
    responses.act(response.uid, "code", {**code, "themes": "Free training", "by": "ann"})
    record = responses.act(response.uid, "code", {"number": "4", "by": "Ann"}).record
    found = [(c.number, c.theme and c.theme.name, c.by) for c in record.codings]  # type: ignore[attr-defined]
    assert found == [(1, None, "Bo"), (1, "Free training", "ann"), (4, None, "Ann")]
    assert record.status == "coded"
    with pytest.raises(BadInput, match="has no words to question 2"):
        responses.act(response.uid, "code", {"number": "2", "by": "Ann"})
