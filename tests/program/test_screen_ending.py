"""A signal, or a terminal that is gone, keeps what is typed at once, and the desk leaves calmly."""

from __future__ import annotations

import io
import os
import signal
from types import SimpleNamespace

import pytest
from desk_app import desk, press, settled, type_text
from factories import make_enquiry

from db.records.drafts import Drafts
from db.store import Store
from screens.records.opening import page_of
from screens.shell.ending import HANGUP, SIGNALS, Input, Output
from spoc_tui.casework.errors import StorageFailed

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has one of these signals")


@pytest.mark.parametrize("number", SIGNALS)
async def test_a_signal_keeps_what_is_typed_in_dialogs_and_forms(
    store: Store, number: signal.Signals
) -> None:
    uid = make_enquiry(store).enquiry.uid
    own = signal.signal(number, signal.default_int_handler)  # also where it is ignored, by nohup
    async with desk(store) as (app, pilot):
        await app.push_screen(page_of("enquiry", uid))
        await press(pilot, "m")
        await type_text(pilot, "They rang")
        os.kill(os.getpid(), number)
        for _ in range(100):
            if app.return_code:
                break
            await settled(pilot)
        assert app.return_code == 128 + number
    assert [draft.subject for draft in store.drafts.all()] == ["They rang"]
    assert signal.signal(number, own) == signal.default_int_handler


async def test_what_cannot_be_kept_is_in_a_file(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **options: object) -> None:
        raise StorageFailed("The disk is full.")

    assert store.path is not None
    uid = make_enquiry(store).enquiry.uid
    async with desk(store) as (app, pilot):
        await app.push_screen(page_of("enquiry", uid))
        await press(pilot, "m")
        await type_text(pilot, "They rang")
        monkeypatch.setattr(Drafts, "save", full)
        app.end(HANGUP)
    (file,) = store.path.parent.glob("spoc-*.txt")
    assert "They rang" in file.read_text("utf-8")


def test_what_is_written_to_a_terminal_that_is_gone_goes_nowhere() -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(5, "Input/output error")

    told: list[str] = []
    output = Output(Gone(), lambda: told.append("gone"))
    for _ in range(3):
        assert output.write("a row") == 0
        output.flush()
    assert told == ["gone"]


def test_a_terminal_that_is_gone_is_seen_though_nobody_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = {7: True}
    monkeypatch.setattr("screens.shell.ending.os.isatty", lambda number: there[number])
    monkeypatch.setattr("sys.__stdin__", SimpleNamespace(fileno=lambda: 7))
    its = Input()
    assert not its.is_gone()
    there[7] = False
    assert its.is_gone()
    assert not Input().is_gone()  # that of a program which never had one
    monkeypatch.setattr("sys.__stdin__", None)
    assert not Input().is_gone()


async def test_it_ends_where_the_terminal_is_gone(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(store) as (app, pilot):
        app.look_at_terminal()
        assert app.return_code in (None, 0)
        monkeypatch.setattr(Input, "is_gone", lambda its: True)
        app.look_at_terminal()
        await pilot.pause()
        assert app.return_code == 128 + HANGUP
