"""What is worked out in a second process, and here where there is none."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator

import pytest

from db.history.second_process import SecondProcess, second_process

PID = "__import__('os').getpid()"


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def begun_after(looking: SecondProcess, count: int) -> Iterator[tuple[str, int]]:
    """Numbers by their names; the second process begins after so many."""
    for number in range(6):
        if number == count:
            looking.begin()
        yield str(number), number


@pytest.mark.parametrize("count", [0, 3, 99])
def test_each_is_answered_in_its_order_wherever_it_is_worked_out(count: int) -> None:
    with second_process() as looking:
        found = list(looking.each(math.factorial, begun_after(looking, count)))
        assert (looking._process is not None) == (count < 6)
    assert found == [(str(number), math.factorial(number)) for number in range(6)]
    assert looking._process is None


def test_it_is_another_process_that_works(capfd: pytest.CaptureFixture[str]) -> None:
    with second_process() as looking:
        looking.begin()
        [(_, pid)] = looking.each(eval, [("", PID)])
        assert looking._process is not None
        assert pid == looking._process.pid != os.getpid()
    assert capfd.readouterr() == ("", "")


def test_where_it_ends_all_is_worked_out_here(capfd: pytest.CaptureFixture[str]) -> None:
    here = os.getpid()
    ends = f"{PID} == {here} or __import__('os')._exit(1)"
    with second_process() as looking:
        looking.begin()
        asked = [("", PID), ("", ends), ("", PID)]
        found = [answer for _, answer in looking.each(eval, asked)]
        assert found[0] != here
        assert found[1:] == [True, here]
    assert capfd.readouterr() == ("", "")


def test_an_error_there_is_the_same_here(capfd: pytest.CaptureFixture[str]) -> None:
    with second_process() as looking:
        looking.begin()
        with pytest.raises(ZeroDivisionError):
            list(looking.each(eval, [("", "1 / 0")]))
    assert capfd.readouterr() == ("", "")


def test_of_one_processor_nothing_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    with second_process() as looking:
        looking.begin()
        assert looking._process is None


def test_where_none_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", os.devnull)
    with second_process() as looking:
        looking.begin()
        assert list(looking.each(eval, [("", PID)])) == [("", os.getpid())]
