"""Searching beside the program: the newest question is answered, older ones are dropped."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest
from factories import make_organisation

from db.search import Search
from db.search_thread import SearchThread
from db.store import Store

FOREVER = (
    "WITH RECURSIVE count (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count) "
    "SELECT max(n) FROM count"
)


@pytest.fixture
def searching(store: Store) -> Iterator[SearchThread]:
    thread = SearchThread(store.beside)
    yield thread
    thread.close()


def test_what_was_saved_is_found(store: Store, searching: SearchThread) -> None:
    answers: list[list[str]] = []
    for name in ("Quay Rowing", "Hill Choir"):
        make_organisation(store, name)
        searching.ask(lambda search: [hit.name for hit in search.anything("r")], answers.append)
        searching.settle()
        make_organisation(store, "Ridge Walkers", anyway=True)
    assert answers == [["Quay Rowing"], ["Ridge Walkers", "Quay Rowing"]]


def test_an_older_question_is_dropped_for_a_newer(store: Store, searching: SearchThread) -> None:
    begun, answers = Event(), []

    def for_ever(search: Search) -> str:
        begun.set()
        return str(search._store.connection.execute(FOREVER).fetchone())

    searching.ask(for_ever, answers.append)
    assert begun.wait(10)
    searching.ask(lambda search: "skipped", answers.append)
    searching.ask(lambda search: "newest", answers.append)
    searching.settle()
    assert answers[-1] == "newest"
    assert len(answers) <= 2  # the one between may have been quick enough


def test_it_ends_whatever_it_is_at(store: Store) -> None:
    begun = Event()
    thread = SearchThread(store.beside)

    def for_ever(search: Search) -> None:
        begun.set()
        search._store.connection.execute(FOREVER).fetchone()

    thread.ask(for_ever, print)
    assert begun.wait(10)
    thread.close()
    assert not thread._thread.is_alive()


def test_a_question_that_goes_wrong_is_said_and_the_next_is_answered(
    searching: SearchThread,
) -> None:
    answers: list[str] = []
    searching.ask(lambda search: str(1 / 0), answers.append)
    with pytest.raises(ZeroDivisionError):
        searching.settle()
    searching.ask(lambda search: "well", answers.append)
    searching.settle()
    assert answers == ["well"]
