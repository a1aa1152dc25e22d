"""The review queue: rows that may be of an organisation we have, differences, and what is always
done with differences.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from db.lists.held_rows import HeldDecision
from screens.base import OfficerScreen
from screens.commands import REVIEW, bindings, named, of
from screens.lists.review_view import (
    ANSWER_COLUMNS,
    DIFFERENCE_COLUMNS,
    HELD_COLUMNS,
    answer_row,
    describe_answer,
    describe_difference,
    describe_held_row,
    difference_row,
    held_row,
)
from screens.records.opening import page_of, place
from screens.widgets.key_line import KeyLine
from screens.widgets.list_columns import Rows
from screens.widgets.list_source import one_line
from screens.widgets.record_list import RecordList
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.lists.answers import Answer
from spoc_tui.casework.lists.facts import describe_field
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from db.lists.differences import Difference
    from db.lists.held_rows import HeldRow
    from db.lists.standing_answers import StandingAnswer

MOST_LISTED = 500
"""How many of each are listed at a time; those settled make room for more."""
PANES = {"held": "held_rows", "differences": "differences", "answers": "answers"}
NO_HELD = "No row waits: each row of your lists is of one organisation, or of none we have."
NO_DIFFERENCES = "No list differs from what is recorded here."
NO_ANSWERS = "Nothing is always taken of a list, or never: each difference is asked about."


class ReviewScreen(OfficerScreen):
    """Held rows and differences, each settled with one key or all marked as one, and the standing
    answers; or the differences of one organisation.
    """

    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        *(command.name for command in of(REVIEW)),
        "duplicates",
        "import_list",
        "call",
        "find",
        "back",
    )

    def __init__(self, organisation_uid: str | None = None) -> None:
        super().__init__()
        self._of = organisation_uid
        self._pane = "differences" if organisation_uid else ""
        self._held: dict[str, HeldRow] = {}
        self._differences: dict[str, Difference] = {}
        self._answers: dict[str, StandingAnswer] = {}
        self._marked: dict[str, set[str]] = {"held": set(), "differences": set()}
        """By pane, the uids of those that are settled as one."""
        self._counts = dict.fromkeys(PANES, 0)

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        yield Static("", id="panes", markup=False)
        yield RecordList(HELD_COLUMNS, header=True, empty=NO_HELD, mark_width=1, id="held")
        yield RecordList(
            DIFFERENCE_COLUMNS, header=True, empty=NO_DIFFERENCES, mark_width=1, id="differences"
        )
        yield RecordList(ANSWER_COLUMNS, header=True, empty=NO_ANSWERS, mark_width=0, id="answers")
        with VerticalScroll(can_focus=False):
            yield Static("", id="beside", markup=False)
        yield KeyLine(first=("same", "each", "another", "take_it", "leave_it"))

    def reload(self) -> None:
        store = self.store
        differences = store.differences.open(self._of, limit=MOST_LISTED)
        held = [] if self._of else store.held_rows.waiting(limit=MOST_LISTED)
        answers = [] if self._of else store.standing_answers.all()
        self._held = {one.uid: one for one in held}
        self._differences = {one.uid: one for one in differences}
        self._answers = {one.uid: one for one in answers}
        self._counts = {
            "held": 0 if self._of else store.held_rows.count(),
            "differences": len(differences) if self._of else store.differences.count(),
            "answers": len(answers),
        }
        self._show_rows()
        self._list("answers").reload(Rows(list(map(answer_row, answers))))
        self._say_headline()
        if not self._pane:
            self._turn_to("differences" if differences and not held else "held")
        else:
            self._turn_to(self._pane)

    def _show_rows(self) -> None:
        """Shows the held rows and the differences, those that are marked as such."""
        for pane, rows in (
            ("held", [held_row(one, self._is_marked(one)) for one in self._held.values()]),
            (
                "differences",
                [difference_row(one, self._is_marked(one)) for one in self._differences.values()],
            ),
        ):
            self._list(pane).reload(Rows(rows))

    def _is_marked(self, one: HeldRow | Difference) -> bool:
        return any(one.uid in uids for uids in self._marked.values())

    def _say_headline(self) -> None:
        name = ""
        if self._of is not None:
            try:
                name = f" on {one_line(self.store.organisations.get(self._of).name)}"
            except NotFound as gone:
                name = f": {gone}"
        count = len(self._marked.get(self._pane, ()))
        marked = f" · {count:,} marked" if count else ""
        headline = f"Review queue{name}{marked} · {self.key('undo')} undoes the last"
        self.query_one("#headline", Static).update(headline)

    def _list(self, pane: str) -> RecordList:
        return self.query_one(f"#{pane}", RecordList)

    # The panes.

    def _turn_to(self, pane: str) -> None:
        self._pane = pane
        for other in PANES:
            self.set_class(other == pane, f"-{other}")
        own, parts = self.officer_app.settings.keys, []
        for other, name in PANES.items():
            if self._of is None or other == "differences":
                command = named(name)
                words = f" {command.keys_shown(own)} {command.label} ({self._counts[other]:,}) "
                parts.append(Content.styled(words, "bold reverse" if other == pane else ""))
        if self._of is None:
            parts.append(Content(f" {self.key('duplicates')} Duplicates "))
        self.query_one("#panes", Static).update(Content(" ").join(parts))
        self.call_after_refresh(self._list(pane).focus)
        self._say_headline()
        self._show_marked()
        self.refresh_bindings()

    def action_held_rows(self) -> None:
        if self._of is None:
            self._turn_to("held")

    def action_differences(self) -> None:
        self._turn_to("differences")

    def action_answers(self) -> None:
        if self._of is None:
            self._turn_to("answers")

    def action_duplicates(self) -> None:
        self.app.push_screen(place("duplicates"))

    # What is marked.

    @property
    def _marked_held(self) -> HeldRow | None:
        marked = self._list("held").highlighted if self._pane == "held" else None
        return self._held.get(marked or "")

    @property
    def _marked_difference(self) -> Difference | None:
        marked = self._list("differences").highlighted if self._pane == "differences" else None
        return self._differences.get(marked or "")

    @property
    def _marked_answer(self) -> StandingAnswer | None:
        marked = self._list("answers").highlighted if self._pane == "answers" else None
        return self._answers.get(marked or "")

    @on(RecordList.Highlighted)
    def _show_marked(self) -> None:
        held, difference = self._marked_held, self._marked_difference
        side_panel = self.query_one("#beside", Static)
        if held is not None:
            try:
                side_panel.update(describe_held_row(held, self.store, self.today))
            except NotFound as gone:  # the organisation it may be was undone
                side_panel.update(str(gone))
        elif difference is not None:
            side_panel.update(describe_difference(difference, self.today))
        elif answer := self._marked_answer:
            side_panel.update(describe_answer(answer, self.key))
        else:
            side_panel.update("")
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.refresh_bindings()

    def organisation_uid(self) -> str | None:
        marked = self._marked_held or self._marked_difference
        return marked.organisation_uid if marked else self._of

    @on(RecordList.Opened)
    def _opened(self) -> None:
        if uid := self.organisation_uid():
            self.app.push_screen(page_of("organisation", uid))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return True
        held, difference = self._marked_held, self._marked_difference
        if action in ("same", "branch"):
            return held is not None and bool(held.organisation_uid)
        if action == "each":
            return held is not None and bool(held.names)
        if action == "another":
            return held is not None
        if action == "take_it":
            return difference is not None
        if action in ("leave_it", "mark_row", "mark_alike"):
            return bool(held or difference)
        if action in ("always_take", "never_take"):
            return bool(difference or self._marked_answer)
        if action == "ask_again":
            return self._marked_answer is not None
        if action in ("held_rows", "duplicates", "answers"):
            return self._of is None
        return True

    # What is done: the next row comes up by itself.

    def action_same(self) -> None:
        self._decide(HeldDecision.SAME, "{name} is {organisation}.")

    def action_another(self) -> None:
        self._decide(HeldDecision.ANOTHER, "{name} is added.")

    def action_branch(self) -> None:
        self._decide(HeldDecision.BRANCH, "{name} is added, a branch of {organisation}.")

    def action_each(self) -> None:
        self._decide(HeldDecision.EACH, "each that {name} names is taken in.")

    def action_mark_row(self) -> None:
        if one := self._marked_held or self._marked_difference:
            self._marked[self._pane] ^= {one.uid}
            self._say_headline()
            self._show_rows()

    def action_mark_alike(self) -> None:
        if held := self._marked_held:
            self._marked["held"] |= set(self.store.held_rows.alike(held.uid))
        elif one := self._marked_difference:
            alike = self.store.differences.of_field(one.source, one.field)
            of_these = self._differences if self._of else {other.uid for other in alike}
            self._marked["differences"] |= {other.uid for other in alike if other.uid in of_these}
        self._say_headline()
        self._show_rows()

    def _taken_up(self, under_cursor: str) -> list[str]:
        """The uids of those that are marked, which are no longer; where none is, that one."""
        marked, self._marked[self._pane] = self._marked[self._pane], set()
        return sorted(marked) or [under_cursor]

    def _decide(self, decision: HeldDecision, described: str) -> None:
        """Decides the marked rows as one, or where none is, that under the cursor."""
        held = self._marked_held
        if held is None:
            return
        uids = self._taken_up(held.uid)
        if uids != [held.uid]:
            described = f"{counted(len(uids), 'row')} settled: {decision}."
        else:
            described = described.format(name=held.name, organisation=held.organisation)
        self._do(
            lambda: self.store.held_rows.settle(decision, uids, self._held), f"Saved: {described}"
        )

    def action_take_it(self) -> None:
        self._settle(Answer.TAKEN, "{organisation} has what {source} says.")

    def action_leave_it(self) -> None:
        if self._marked_held:
            self._decide(HeldDecision.LEFT_OUT, "{name} is left out.")
        else:
            self._settle(Answer.LEFT, "{organisation} stays as it is.")

    def _settle(self, answer: Answer, described: str) -> None:
        """Takes or leaves the marked differences as one, or that under the cursor."""
        one = self._marked_difference
        if one is None:
            return
        uids = self._taken_up(one.uid)
        if uids != [one.uid]:
            described = f"{counted(len(uids), 'difference')} {answer.value}."
        else:
            described = described.format(organisation=one.organisation, source=one.source)
        self._do(
            lambda: self.store.differences.settle(answer, uids, self._differences),
            f"Saved: {described}",
        )

    def action_always_take(self) -> None:
        self._answer(Answer.TAKEN)

    def action_never_take(self) -> None:
        self._answer(Answer.LEFT)

    def _answer(self, answer: Answer) -> None:
        """Says what is always done with a field of a list; all of it that is open is settled."""
        if one := self._marked_difference or self._marked_answer:
            source, field = one.source, one.field
            said = f"Saved: {source}: {describe_field(field)} is {answer.words}."
            self._marked["differences"] = set()
            self._do(lambda: self.store.standing_answers.answer(source, field, answer), said)

    def action_ask_again(self) -> None:
        if one := self._marked_answer:
            said = f"Saved: the {describe_field(one.field)} of {one.source} is asked about again."
            self._do(lambda: self.store.standing_answers.ask_again(one.source, one.field), said)

    @work
    async def _do(self, act: Callable[[], object], described: str) -> None:
        def settle() -> str:
            act()
            return described

        if error := await self.try_to(settle):
            self.say_wrong(error)
        self.reload_if_changed()
