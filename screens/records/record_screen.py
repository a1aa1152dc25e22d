"""A screen with a record under the cursor, or as its subject: the keys act on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import work
from textual.binding import BindingType

from screens.commands import WITH_ACTS, bindings, of
from screens.records.acting_screen import ActingScreen
from screens.records.every_kind import shown
from screens.shell.surviving_errors import NOT_READ
from spoc_tui.casework.errors import SpocError, Unexpected
from spoc_tui.casework.records.kinds import CASE_CODES, KIND_OF

if TYPE_CHECKING:
    from screens.dialogs.half_typed import Subject
    from screens.widgets.case_view import CaseView
    from screens.widgets.key_line import Labels
    from spoc_tui.casework.records.shape import RecordCase

RECORDS = CASE_CODES
"""The kinds of record that the acts are on."""
ACT_COMMANDS = tuple(command.name for where in WITH_ACTS for command in of(where))
"""The commands that do an act on a record."""
TURNED = {"close": ("reopen", "Reopen"), "wait": ("resume", "Go on")}
"""The commands that also turn back what they did: the act that does so, and its label."""


class Marked(NamedTuple):
    """A record: the code of its kind, and its reference or uid."""

    kind: str
    key: str

    def takes(self, act: str) -> bool:
        """Whether the act is there on records of this kind, in whatever state."""
        # The rule of all acts is not needed to paint the desk.
        from spoc_tui.casework.records.applying import CASES, acts_of

        return self.kind in RECORDS and bool(acts_of(CASES[self.kind], act))


class RecordScreen(ActingScreen):
    """Where the acts on a record work, as its kind says them (screens/records/every_kind.py)."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        *ACT_COMMANDS,
        "history",
        "copy",
    )

    _acting = False
    """One act at a time: a key that was held down does not chase three times."""

    _case_read: tuple[tuple[object, ...], RecordCase | SpocError] | None = None
    """The marked record as it was read last, and what it was read of."""

    def marked(self) -> Marked | None:
        """The record that the keys act on."""
        raise NotImplementedError

    def _case_of(self, marked: Marked) -> RecordCase | SpocError:
        """A record in full, read again where anything was written since; why there is none."""
        try:
            of = (marked, *self.store.state())
        except Exception as error:
            return Unexpected(self.officer_app.take(error, NOT_READ))
        if self._case_read is None or self._case_read[0] != of:
            try:
                found: RecordCase | SpocError = self.store.records(marked.kind).get(marked.key)
            except SpocError as error:
                found = error
            except Exception as error:  # the keys and the list go on without it
                found = Unexpected(self.officer_app.take(error, NOT_READ))
            self._case_read = of, found
        return self._case_read[1]

    def current_case(self) -> RecordCase | None:
        """That record in full; says so where it was undone meanwhile."""
        marked = self.marked()
        if marked is None or marked.kind not in RECORDS:
            return None
        case = self._case_of(marked)
        if isinstance(case, SpocError):
            self.say_wrong(case)
            return None
        return case

    def show_record(self, view: CaseView, hint: str = "") -> None:
        """Draws the record in full; the hint where there is none, and where that fails,
        why: never the record that was marked before.
        """
        marked = self.marked()
        case = self._case_of(marked) if marked is not None and marked.kind in RECORDS else None
        if isinstance(case, Unexpected):  # which was told
            hint = str(case)
        elif isinstance(case, SpocError):
            self.say_wrong(case)
        elif case is not None:
            try:
                self.draw(case, view)
            except Exception as error:
                hint = self.officer_app.take(error, NOT_READ)
            else:
                return
        view.show(None, today=self.today, hint=hint)

    def draw(self, case: RecordCase, view: CaseView) -> None:
        """Draws a case of any kind in full."""
        drawn = shown(case.kind_code).drawn
        assert drawn is not None
        view.update(drawn(self.store, case))

    def open_record(self, marked: Marked) -> None:
        """Opens its page."""
        from screens.records.opening import page_of

        self.app.push_screen(page_of(marked.kind, marked.key))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The acts are there where there is a record that takes them."""
        if action not in ("act", "history", "copy"):
            return True
        marked = self.marked()
        return marked is not None and (action != "act" or marked.takes(str(parameters[0])))

    def label_of(self, command: str, label: str) -> str:
        """An act is named where it applies to the record as it stands."""
        return self.labels()(command, label)

    def labels(self) -> Labels:
        """The same for many commands at once, of the record as it stands now: it is read once."""
        marked = self.marked()
        case = self._case_of(marked) if marked is not None and marked.kind in RECORDS else None
        return lambda command, label: (
            label
            if case is None or command not in ACT_COMMANDS
            else _label_on(case, command, label)
        )

    def action_history(self) -> None:
        """Opens who changed what on the record, undone or not."""
        from screens.history.record import HistoryScreen

        marked = self.marked()
        if marked is not None:
            uid = self.store.history.find(marked.kind, marked.key)
            self.app.push_screen(HistoryScreen(marked.kind, uid))

    def action_copy(self) -> None:
        self.action_act("copy")

    @work
    async def action_act(self, name: str) -> None:
        """Does one of the acts on the record."""
        case, marked = self.current_case(), self.marked()
        if case is None or marked is None or self._acting:
            return
        # What the acts ask with is not needed to paint the desk.
        from screens.records.which_act import act_on

        self._acting, self.subject = True, subject_of(marked.kind, case.record.uid, name)
        try:
            await act_on(self, name, case)
        finally:
            self._acting, self.subject = False, None


def subject_of(kind: str, uid: str, act: str) -> Subject:
    """The subject of an act on a record of the kind of that code."""
    from screens.dialogs.half_typed import Subject

    return Subject(KIND_OF[kind], uid, act)


def _label_on(case: RecordCase | SpocError, command: str, label: str) -> str:
    """The name of the command of an act; blank where it does not apply."""
    from spoc_tui.casework.records.applying import acts_of, refusal, why_not

    if isinstance(case, SpocError) or refusal(case, command) is not None:
        return ""
    back, turned = TURNED.get(command, ("", ""))
    can_turn = back in acts_of(type(case), command) and why_not(case, back) is None
    return turned if can_turn else label
