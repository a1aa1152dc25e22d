"""Two windows of one desk in which anything is done, beside a model that knows little: what there
was before each act and after it, which acts can be taken back, and which numbers were given.

What must hold: an act that is refused changes nothing; an undo brings back what there was before,
a redo what there was after; no number is given twice; both windows read the same; and everything
undone is the start. The same machine is tried shortly by tests/storage/test_two_windows_always.py
and for long by `make faults`.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any, ClassVar, NamedTuple

import desks
from acts_given import DECLARED
from desks import Desk, Nothing
from factories import START, FixedClock, dump, make_organisation, new_file
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from more_acts import EVERY, FIRST

from db.changes.meanwhile import seen
from db.store import Store
from db.upkeep.checking import check
from spoc_tui.casework.errors import NotFound, Refused, SpocError, StorageFailed
from spoc_tui.settings import Settings

OTHERWISE = {desks.undo, desks.undo_older, desks.redo}
"""What the machine does by rules of its own, for it must know what was taken back."""
ACTS = (*dict.fromkeys(one for one in EVERY if one not in OTHERWISE), *DECLARED)
WITHIN = tuple(one for one in ACTS if not one.__name__.startswith("import"))
"""Those that are one action: an import is several, with a copy before them."""
CHANCES = st.integers(0, 2**32 - 1)
EDITED = {"enquiry": "subject", "organisation": "address"}
"""What is changed in a dialog, by table: a record is compared as one, others by their rows."""


class Act(NamedTuple):
    """One that can be taken back: what there was before it, and after."""

    label: str
    before: str
    after: str


class TwoWindows(RuleBasedStateMachine):
    """Both windows of the machine, and its model."""

    did: ClassVar[Counter[str]] = Counter()
    """How often each kind of act was done, by the first words of its label."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp())
        self.clock = FixedClock(START)
        path = new_file(self.folder / "spoc.db")
        self.windows = [self._opened(path) for _ in "ab"]
        self.done, self.undone = list[Act](), list[Act]()
        self.shown = dict[int, tuple[str, str]]()
        """By window, of which table its dialog shows a row, and which."""
        self.seen = dict[int, tuple[str | None, Any, Any]]()
        """By window, how that was."""
        self.given = self._references()
        self.first = self.now = self._all()

    def teardown(self) -> None:
        try:
            self._everything_undone()
        finally:
            for window in self.windows:
                window.store.close()
            shutil.rmtree(self.folder)

    @initialize()
    def begins_with_a_few(self) -> None:
        desk = self.windows[0]
        self._does(desk, lambda: make_organisation(desk.store))
        for verb in FIRST:
            self._does(desk, lambda verb=verb: verb(desk))

    @rule(window=st.integers(0, 1), verb=st.sampled_from(ACTS), chance=CHANCES)
    def acts(self, window: int, verb: Callable[[Desk], None], chance: int) -> None:
        desk = self._window(window, chance)
        self._does(desk, lambda: verb(desk))

    @rule(window=st.integers(0, 1), chance=CHANCES)
    def opens_an_edit(self, window: int, chance: int) -> None:
        """Shows an enquiry or organisation in a dialog, as it is now."""
        desk = self._window(window, chance)
        table = desk.chance.choice(tuple(EDITED))
        with suppress(Nothing):
            uid = desk.enquiry() if table == "enquiry" else desk.organisation()
            self.shown[window] = table, uid
            self.seen[window] = self._seen(desk.store, table, uid)

    @precondition(lambda self: bool(self.shown))
    @rule(chance=CHANCES)
    def saves_the_edit(self, chance: int) -> None:
        """What another has changed of it meanwhile is not written over unseen: that is often so."""
        window = Random(chance).choice(sorted(self.shown))
        table, uid = self.shown.pop(window)
        was, stood, rows = self.seen.pop(window)
        if chance % 2:
            other = self._window(1 - window, chance)
            words = other.words()
            self._does(other, lambda: _edit(other.store, table, uid, words))
        desk = self._window(window, chance + 1)
        now, typed = self._says(table, uid), desk.words()

        def edit() -> None:
            with desk.store.typed_over(rows), desk.store.enquiries.typed_over(uid, stood):
                _edit(desk.store, table, uid, typed)

        self._does(desk, edit)
        if now is not None and now != was and now != typed:
            assert self._says(table, uid) == now, "it was not written over unseen"

    @rule(window=st.integers(0, 1))
    def undoes(self, window: int) -> None:
        store = self._window(window, 0).store
        try:
            entry = store.undo()
        except NotFound:
            assert not self.done, "what was done can be undone"
            return
        act = self.done.pop()
        self.now = self._all()
        assert entry.label == act.label
        assert act.before in ("", self.now), f"undoing “{act.label}” brings back what there was"
        self.undone.append(act)

    @rule(window=st.integers(0, 1))
    def redoes(self, window: int) -> None:
        store = self._window(window, 0).store
        try:
            entry = store.redo()
        except NotFound:
            assert not self.undone, "what was undone can be done again"
            return
        act = self.undone.pop()
        self.now = self._all()
        assert entry.label == act.label
        assert act.after in ("", self.now), f"redoing “{act.label}” brings back what it did"
        self.done.append(act)

    @precondition(lambda self: len(self.done) % 5 == 0)
    @rule(window=st.integers(0, 1))
    def opens_anew(self, window: int) -> None:
        desk = self.windows[window]
        path = desk.store.path
        assert path is not None
        desk.store.close()
        self.windows[window] = self._opened(path)
        self.shown.pop(window, None)
        assert self._all() == self.now

    @precondition(lambda self: bool(self.done))
    @rule(window=st.integers(0, 1), chance=CHANCES)
    def is_refused_midway(self, window: int, chance: int) -> None:
        """What goes wrong within an act leaves nothing of it."""
        desk = self._window(window, chance)
        verb = desk.chance.choice(WITHIN)

        def broken_off() -> None:
            with desk.store.action("Broken off"):
                verb(desk)
                raise Refused("midway")

        self._does(desk, broken_off)

    @invariant()
    def both_read_the_same(self) -> None:
        today = self.clock().date()
        one, other = (window.store.agenda.keys(today) for window in self.windows)
        assert one == other

    # What it does.

    def _does(self, desk: Desk, does: Callable[[], object]) -> None:
        """Does it, and holds what came of it against what there was."""
        last = self._last_act(desk)
        try:
            does()
        except StorageFailed:
            raise
        except (SpocError, Nothing):
            pass
        done = desk.store.connection.execute(
            "SELECT label FROM action WHERE kind = 'act' AND id > ? ORDER BY id", [last]
        )
        labels = [label for (label,) in done]
        now = self._all()
        if not labels:
            assert now == self.now, "what is refused leaves nothing"
            return
        references = self._references()
        assert self.given <= references, "no number goes"
        self.given = references
        # Several acts in one verb of chance: what lies between them is not known.
        between = pairwise([self.now, *[""] * (len(labels) - 1), now])
        self.done += (Act(label, *both) for label, both in zip(labels, between, strict=True))
        self.undone.clear()
        self.now = now
        self.did.update(re.split(r"[^A-Za-z ]", label, maxsplit=1)[0].strip() for label in labels)

    def _everything_undone(self) -> None:
        store = self.windows[0].store
        while self.done:
            self.clock.advance(minutes=3)
            act = self.done.pop()
            assert store.undo().label == act.label
        assert self._all() == self.first, "everything undone is the start"
        assert not check(store).wrong
        assert self.given == self._references()

    def _window(self, number: int, chance: int) -> Desk:
        self.clock.advance(minutes=17)
        desk = self.windows[number]
        desk.chance = Random(chance)
        return desk

    def _opened(self, path: Path) -> Desk:
        settings = Settings(officer="Officer")
        store = Store.open(path, now=self.clock, settings=lambda: settings)
        return Desk(store, self.clock, Random(0))

    def _seen(self, store: Store, table: str, uid: str) -> tuple[str | None, Any, Any]:
        stood = store.enquiries.as_shown(uid) if table == "enquiry" else None
        return self._says(table, uid), stood, seen(store, table, uid)

    def _says(self, table: str, uid: str) -> str | None:
        found = (
            self.windows[0]
            .store.connection.execute(
                f"SELECT {EDITED[table]} FROM {table} WHERE uid = ? AND removed_at IS NULL", [uid]
            )
            .fetchone()
        )
        return None if found is None else str(found[0])

    def _last_act(self, desk: Desk) -> int:
        return int(desk.store.connection.execute("SELECT max(id) FROM action").fetchone()[0])

    def _all(self) -> str:
        """A digest of every row that was not undone."""
        return sha256(repr(dump(self.windows[0].store, marks=False)).encode()).hexdigest()

    def _references(self) -> frozenset[str]:
        """Those of all records that there are or were."""
        with closing(self.windows[0].store.connection.cursor()) as cursor:
            rows = cursor.execute("SELECT reference, count(*) FROM record GROUP BY 1").fetchall()
        assert all(times == 1 for _, times in rows), "no number is given twice"
        return frozenset(reference for reference, _ in rows)


def _edit(store: Store, table: str, uid: str, words: str) -> None:
    where = store.enquiries if table == "enquiry" else store.organisations
    where.edit(uid, {EDITED[table]: words})
