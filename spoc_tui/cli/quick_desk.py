"""The quick way to the desk: its first rows are there while the phone rings.

Loading click is a twentieth of the start. Only `spoc` and `spoc demo` alone are opened here;
whatever else was typed, or goes wrong before the desk is there, is left to the command line proper,
which does it again or says what is wrong.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from spoc_tui.casework.errors import BadInput, SpocError
from spoc_tui.cli.desk import INTERRUPTED, Desk, replace_unprintable

if TYPE_CHECKING:
    from pathlib import Path

    from spoc_tui.app import SpocApp

OPENED = {(): False, ("demo",): True}
"""What may be typed, and whether it means the demo."""


def opened(args: Sequence[str], desk: Desk) -> bool:
    """Opens the desk, and ends the process when it is left; False where it was not opened."""
    demo = OPENED.get(tuple(args))
    if demo is None:
        return False
    replace_unprintable()
    try:
        with desk.at_work():
            if demo:
                find_demo(desk)
            app = made_app(desk, demo=demo)
    except KeyboardInterrupt:
        desk.close()
        sys.exit(INTERRUPTED)
    except Exception:  # the command line proper fails in the same way, and says so
        desk.close()
        return False
    try:
        with desk.at_work():
            code = run(app, desk) or 0
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Exception as error:
        from spoc_tui.cli.verbs import say_ended

        code = say_ended(error, desk)
    finally:
        desk.close()
    sys.exit(code)


def find_demo(desk: Desk, *, fresh: bool = False) -> None:
    """Has the desk work on the demo's database, which is built if there is none of today."""
    from spoc_tui import settings as officers_own
    from spoc_tui.demo.building import demo_database

    desk.path = demo_database(officers_own.cache_folder(), now=desk.now, fresh=fresh)


def made_app(desk: Desk, *, demo: bool = False) -> SpocApp:
    """The app on the desk's store, not yet run."""
    if not desk.interactive():
        raise BadInput(
            "The desk needs a terminal. “spoc --help” lists what can be done without one."
        )
    desk.begins = True
    desk.reads_standards = not demo
    settings = desk.read_settings()
    if settings.refusal:
        raise BadInput(settings.refusal)
    desk.given_settings = settings  # the desk itself says what of them is left out
    gc.disable()  # until the desk is painted; see __main__.py
    from spoc_tui.app import SpocApp

    store = desk.store
    if store.refusal:
        raise BadInput(store.refusal)
    app = SpocApp(store, settings=desk.settings, demo=demo)
    app.standards_read = desk.standards_read
    app.keeps_daily_copies = not demo and store.read_only is None
    return app


def run(app: SpocApp, desk: Desk) -> int | None:
    """Runs it until it is left, and again on a copy that it is left for; returns the process's exit
    code.
    """
    while True:
        app.run()
        if app.gave_up is not None:
            raise app.gave_up
        if app.to_restore is None:
            return app.return_code
        app.daily_copy.wait()
        said = _put_back(desk, app.to_restore)
        app = made_app(desk, demo=app.demo)
        app.said_first = said


def _put_back(desk: Desk, copy: Path) -> str:
    """Puts a copy in the place of the database; returns what became of that, as a sentence."""
    from db.upkeep import restoring

    desk.let_go()
    try:
        done = restoring.restore(desk.database, copy)
    except SpocError as refused:
        return str(refused)
    return f"{copy.name} is put back. What was there is {done.kept}." if done.kept else ""
