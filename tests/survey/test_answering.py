"""What was answered stays what was answered: merged directorates, quoted words, names in them."""

from __future__ import annotations

from typing import cast

import pytest
from cli_desk import Cli
from survey_made import make_response, make_round

from db.store import Store
from spoc_tui.casework.council.council import Directorate
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.survey.papers import without_person
from spoc_tui.casework.survey.response import Response

SAID = [{"number": "4", "words": "Pay on time"}]


def test_a_response_that_rated_two_directorates_is_edited_once_they_are_one(store: Store) -> None:
    one = make_round(store)
    housing, planning = (store.council.find_directorate(n).uid for n in ("Adult", "Planning"))
    rated = [
        {"number": "3", "directorate": uid, "rating": rating}
        for uid, rating in ((housing, "poor"), (planning, "excellent"))
    ]
    response = make_response(store, one.uid, given=rated)
    store.council.merge(Directorate, housing, planning)
    responses = store.declared("response")
    responses.edit(response.uid, {"notes": "They rang twice."})
    again = {"number": "3", "directorate": planning, "rating": "ok"}
    with pytest.raises(BadInput, match="is answered twice"):
        responses.add_row(response.uid, "answers", again)


def test_words_that_may_be_quoted_stay_as_they_were_read(store: Store) -> None:
    one, responses = make_round(store), store.declared("response")
    response = make_response(store, one.uid, given=SAID, may_quote="yes")
    responses.act(response.uid, "quote", {"number": "4", "quote": "yes", "names_nobody": "yes"})
    with pytest.raises(BadInput, match="may be quoted as they stand"):
        responses.edit_row(response.uid, "answers", 1, {"words": "He took a bribe"})
    responses.act(response.uid, "quote", {"number": "4", "quote": "no"})
    responses.edit_row(response.uid, "answers", 1, {"words": "Pay us on time"})


def test_nobody_is_quoted_who_did_not_say_so(store: Store) -> None:
    one, responses = make_round(store), store.declared("response")
    response = make_response(store, one.uid, given=SAID)
    with pytest.raises(BadInput, match="not said that they may be quoted"):
        responses.act(response.uid, "quote", {"number": "4", "quote": "yes", "names_nobody": "yes"})
    with pytest.raises(BadInput, match="not said that they may be quoted"):
        responses.edit_row(response.uid, "answers", 1, {"quoted": "yes"})


@pytest.mark.parametrize("marker", ["N/A", " - ", "None", "not known", "—"])
def test_what_says_nothing_is_left_blank_by_whichever_way_it_comes(
    store: Store, cli: Cli, marker: str
) -> None:
    one, responses = make_round(store), store.declared("response")
    given = ("--rate", "1=good", "--say", f"4={marker}", "--rate", f"2={marker}")
    said = cli.text("survey", "answer", one.reference, *given)
    assert f"“{marker.strip()}” says nothing: the words of question 4 are left blank." in said
    assert f"“{marker.strip()}” says nothing: the rating of question 2 is left blank." in said
    (response,) = cast("list[Response]", responses.page())
    assert [(each.number, each.rating, each.words) for each in response.answers] == [
        (1, "good", "")
    ]
    assert response.written == ()
    with pytest.raises(BadInput, match="says nothing: leave the words to question 4 blank"):
        responses.add_row(response.uid, "answers", {"number": "4", "words": marker})
    nothing = cli.error(2, "survey", "answer", one.reference, "--say", f"4={marker}")["message"]
    assert "says nothing" in nothing
    assert "A blank response is not counted." in nothing


def test_it_says_something_where_the_scale_has_it_and_what_refers_to_another_is_kept(
    store: Store,
) -> None:
    one = make_round(store)
    store.declared("round").edit_row(one.uid, "questions", 1, {"scale": "none, some, many"})
    given = [{"number": "1", "rating": "None"}, {"number": "4", "words": "see above"}]
    response = make_response(store, one.uid, given=given)
    assert (response.answers[0].rating, response.answers[1].words) == ("none", "see above")


def test_words_that_were_there_before_stand_in_the_way_of_no_other_change(store: Store) -> None:
    one, responses = make_round(store), store.declared("response")
    response = make_response(store, one.uid, given=SAID)
    with store.action("As it was taken once"):
        store.connection.execute("UPDATE survey_response_answers SET words = 'N/A'")
    responses.add_row(response.uid, "answers", {"number": "1", "rating": "ok"})
    with pytest.raises(BadInput, match="“n/a” says nothing"):
        responses.edit_row(response.uid, "answers", 1, {"words": "n/a"})


@pytest.mark.parametrize(
    ("words", "person", "printed"),
    [
        ("We may need a room, says Ann Lee.", "Ann Lee", "We may need a room, says somebody."),
        ("Ms Lee and LEE know.", "Ann Lee", "Ms somebody and somebody know."),
        ("We may meet in may, May says.", "May", "We may meet in may, somebody says."),
        ("ann lee wrote it", "Ann Lee", "somebody wrote it"),
        ("A lee shore.", "Jo Li", "A lee shore."),
    ],
)
def test_a_name_is_taken_out_as_it_is_written(words: str, person: str, printed: str) -> None:
    assert without_person(words, [person]) == printed
