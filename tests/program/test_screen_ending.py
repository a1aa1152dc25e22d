"""A signal, or a terminal that is gone, keeps what is typed at once, and the desk leaves calmly."""

from __future__ import annotations

import io
import os
import signal

import pytest
from desk_app import desk, press, settled, type_text
from factories import make_enquiry

from db.records.drafts import Drafts
from db.store import Store
from screens.records.opening import page_of
from screens.shell.ending import HANGUP, SIGNALS, Output
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
