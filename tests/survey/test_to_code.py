"""Whom to ring, and what is to be coded: read from the store, and said by the verbs."""

from __future__ import annotations

from time import perf_counter

import pytest
from cli_desk import Cli
from factories import FixedClock, make_organisation
from survey_made import make_response, make_round
from survey_taken import add_theme, ask_all, code, said_to

from db.areas.survey.coding import codings, learnt, response, to_code
from db.areas.survey.open_round import open_round
from db.areas.survey.silent import silent
from db.areas.survey.taking import take
from db.store import Store
from spoc_tui.casework.survey.agreement import Agreement, agreement


def test_small_ones_are_rung_first(store: Store, clock: FixedClock) -> None:
    round_ = make_round(store)
    uids = ask_all(store, round_)
    names = [one.name for one in silent(store, round_.uid)]
    assert names == ["Curlew Choir", "Dunlin Den", "Barn Owl Trust", "Egret Elders"]
    clock.advance(days=8)
    store.declared("round").act(round_.uid, "remind", {})
    take(
        store, round_.uid, {"organisation": uids["Curlew Choir"]}, [{"number": "1", "rating": "ok"}]
    )
    first, *_ = silent(store, round_.uid)
    assert (first.name, first.number, first.when()) == (
        "Dunlin Den",
        "",
        "reminded Fri 10 Apr 2026",
    )


def test_a_merged_one_is_rung_as_what_it_went_into(store: Store) -> None:
    round_ = make_round(store)
    uids = ask_all(store, round_)
    kept = store.duplicates.merge(uids["Dunlin Den"], uids["Curlew Choir"])
    rung = [one for one in silent(store, round_.uid) if one.organisation == kept.uid]
    assert {one.name for one in rung} == {kept.name}


def test_only_a_round_that_is_open_is_answered(store: Store) -> None:
    make_round(store, title="Known in words", in_words="40")
    round_ = make_round(store)
    make_round(store, title="Next year", opened="2027-04-02")
    assert open_round(store) == round_.uid
    make_response(store, round_.uid)
    store.declared("round").act(round_.uid, "conclude", {"words": "Nothing"})
    assert open_round(store) is None


def test_each_answer_is_coded_once_and_by_another_again(store: Store) -> None:
    round_ = make_round(store)
    add_theme(store, "Hall hire")
    said = [said_to(store, round_, words) for words in ("A hall", "A rota", "Hall hire")]
    assert [one.response for one in to_code(store, round_.uid)] == [one.uid for one in said]
    code(store, said[0], "Hall hire")
    code(store, said[1])
    assert [one.response for one in to_code(store, round_.uid)] == [said[2].uid]
    assert to_code(store, round_.uid, by="ANN officer") == []
    assert [one.response for one in to_code(store, round_.uid, by="Ben")] == [
        said[0].uid,
        said[1].uid,
    ]
    code(store, said[0], "Hall hire", by="Ben")
    code(store, said[1], "Hall hire", by="Ben")
    assert agreement(codings(store, round_.uid)) == Agreement(2, 1)
    assert [one.name for one in learnt(store, round_.uid).themes("Hall hire")] == ["Hall hire"]


def test_the_verbs_say_that_none_is_left(cli: Cli, store: Store) -> None:
    round_ = make_round(store)
    its = make_organisation(store, "Dunlin Den")
    asked = {"role": "organisation", "organisation": its.uid}
    store.declared("round").act(round_.uid, "ask", asked)
    code(store, said_to(store, round_, "A hall", organisation=its.uid), "")
    assert "Nobody is to be rung: whoever" in cli.text("survey", "silent", round_.reference)
    assert "no answers to put under themes" in cli.text("survey", "code", round_.reference)


def test_one_that_was_set_aside_is_not_coded(store: Store) -> None:
    round_ = make_round(store)
    one = said_to(store, round_, "A hall")
    store.declared("response").act(one.uid, "close", {"why": "a trial"})
    assert to_code(store, round_.uid) == []


def test_the_verbs_list_both(cli: Cli, store: Store) -> None:
    round_ = make_round(store)
    assert cli.text("survey", "silent", round_.reference).strip() == (
        "Nobody was asked by name in RND-26-0001 yet. “spoc survey ask RND-26-0001” asks many at "
        "once."
    )
    assert "has no answers in words yet." in cli.text("survey", "code", round_.reference)
    ask_all(store, round_)
    words = cli.text("survey", "silent", round_.reference)
    assert "4 organisations have not answered RND-26-0001, small ones first:" in words
    assert "01634 960002    Curlew Choir; micro, asked" in words
    shape = cli.json("survey", "silent", round_.reference)["silent"]
    assert [one["size"] for one in shape] == ["micro", "small", "medium", "unknown"]
    add_theme(store, "Hall hire")
    said_to(store, round_, "A hall")
    said_to(store, round_, "Two\nlines", number=1)
    said = cli.text("survey", "code", round_.reference, "--number", "4")
    assert "1 answer of RND-26-0001 to put under themes:" in said
    assert "RSP-26-0001, question 4: without a name" in said
    assert "Likely: Hall hire" in said
    shape = cli.json("survey", "code", round_.reference)
    assert (shape["to_code"], [one["number"] for one in shape["answers"]]) == (2, [1, 4])
    assert shape["answers"][1]["likely"][0]["name"] == "Hall hire"
    cli.json(
        *("survey", "response", "code", "RSP-26-0001", "--number", "4", "--by", "Ann"),
        *("--themes", "Hall hire"),
    )
    again = cli.json("survey", "code", round_.reference, "--by", "Ben")
    assert [one["reference"] for one in again["answers"]] == ["RSP-26-0001"]
    assert "and Ann has not" in cli.text("survey", "code", round_.reference, "--by", "Ann")


@pytest.mark.slow
def test_five_thousand_responses_stay_quick(store: Store) -> None:
    round_ = make_round(store)
    add_theme(store, "Hall hire")
    responses = store.declared("response")
    with store.action("Many"):
        for n in range(5_000):
            words = f"word{n % 97} for a hall and roof{n % 13} and drivers in year{n % 31}"
            case = responses.begin_typed(
                {
                    "round": round_.uid,
                    "received": "today",
                    "answers": f'[{{"number": "4", "words": "{words}"}}]',
                }
            )
            if n % 2:
                code_it = {"number": "4", "themes": "Hall hire", "by": "Ann"}
                responses.act(case.record.uid, "code", code_it)
    learnt(store, round_.uid)  # the words of one answer are taken apart once
    began = perf_counter()
    waiting = to_code(store, round_.uid)
    known = learnt(store, round_.uid)
    said = response(store, waiting[0].response).words_to(4)
    known.themes(said)
    known.alike(said)
    took = perf_counter() - began
    assert len(waiting) == 2_500
    assert took < 1
