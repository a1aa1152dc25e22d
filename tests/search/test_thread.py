"""Searching beside the program: the newest question is answered, older ones are dropped."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest
from factories import make_organisation

from db.search.finding import Search
from db.search.thread import SearchThread
from db.store import Store

FOREVER = (
    "WITH RECURSIVE count (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count) "
    "SELECT max(n) FROM count"
)


def never(error: Exception) -> None:
    """Takes what is not to come."""
    raise AssertionError from error


def _names(search: Search) -> list[str]:
    return [hit.name for hit in search.anything("r")]


@pytest.fixture
def searching(store: Store) -> Iterator[SearchThread]:
    thread = SearchThread(store.second_connection)
    yield thread
    thread.close()


def test_what_was_saved_is_found(store: Store, searching: SearchThread) -> None:
    answers: list[list[str]] = []
    for name in ("Quay Rowing", "Hill Choir"):
        make_organisation(store, name)
        searching.ask(_names, answers.append, never)
        searching.settle()
        make_organisation(store, "Ridge Walkers", anyway=True)
    assert answers == [["Quay Rowing"], ["Ridge Walkers", "Quay Rowing"]]


def test_an_older_question_is_dropped_for_a_newer(store: Store, searching: SearchThread) -> None:
    begun, answers = Event(), []

    def for_ever(search: Search) -> str:
        begun.set()
        return str(search._store.connection.execute(FOREVER).fetchone())

    searching.ask(for_ever, answers.append, never)
    assert begun.wait(10)
    searching.ask(lambda search: "skipped", answers.append, never)
    searching.ask(lambda search: "newest", answers.append, never)
    searching.settle()
    assert answers[-1] == "newest"
    assert len(answers) <= 2  # the one between may have been quick enough


def test_it_ends_whatever_it_is_at(store: Store) -> None:
    begun = Event()
    thread = SearchThread(store.second_connection)

    def for_ever(search: Search) -> None:
        begun.set()
        search._store.connection.execute(FOREVER).fetchone()

    thread.ask(for_ever, print, never)
    assert begun.wait(10)
    thread.close()
    assert not thread._thread.is_alive()


def test_a_question_that_goes_wrong_is_reported_at_once_and_the_next_is_answered(
    searching: SearchThread,
) -> None:
    answers: list[str] = []
    wrong: list[Exception] = []
    searching.ask(lambda search: str(1 / 0), answers.append, wrong.append)
    searching.settle()
    assert [type(error) for error in wrong] == [ZeroDivisionError]
    searching.ask(lambda search: "well", answers.append, never)
    searching.settle()
    assert answers == ["well"]


def test_a_database_that_cannot_be_opened_is_reported_and_tried_again(store: Store) -> None:
    opened: list[Store] = []

    def open_later() -> Store:
        if not wrong:
            raise OSError
        opened.append(store.second_connection())
        return opened[0]

    answers: list[str] = []
    wrong: list[Exception] = []
    thread = SearchThread(open_later)
    thread.ask(lambda search: "first", answers.append, wrong.append)
    thread.settle()
    thread.ask(lambda search: "second", answers.append, never)
    thread.settle()
    thread.close()
    assert len(wrong) == 1
    assert answers == ["second"]
