"""The answers of a round put under themes: one answer, the likely themes by digit, what was coded
like it, the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.console import Group
from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from screens.base import caller_of
from screens.commands import bindings
from screens.dialogs.choices import themes
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.dialog import Dialog, Typed
from screens.dialogs.half_typed import NotKept
from screens.records.acting_screen import ActingScreen
from screens.records.opening import place
from screens.survey.commands import THEME_KEYS
from screens.widgets.fields import ChoiceField, Field
from screens.widgets.hanging import hanging
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import one_line
from screens.widgets.picker import among
from spoc_tui.casework.errors import BadInput, NotFound, Refused, SpocError
from spoc_tui.casework.survey.likely import MOST_THEMES
from spoc_tui.casework.text import counted, shortened

if TYPE_CHECKING:
    from db.areas.survey.coding import ToCode
    from screens.widgets.key_line import Labels
    from spoc_tui.casework.survey.likely import CodedAs, Named
    from spoc_tui.casework.survey.response import Response

ALIKE_SHOWN = 160
"""So much of an answer that was coded like it is shown."""
NONE_LIKELY = "No theme is likely by its words: {any_theme} takes any, {no_theme} none."
FROM_FIRST = "That was the first: back to the last."
FROM_LAST = "That was the last: on to the first."
NONE_WRITTEN = (
    "There is no answer in words yet. {ring_silent} on the round takes answers by telephone."
)


class CodingScreen(ActingScreen):
    """One answer after the other, question by question, of a round by its uid."""

    CSS_PATH = "survey.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        *THEME_KEYS,
        *("coded", "no_theme", "any_theme", "next_answer", "answer_before", "may_quote"),
        *("act_on_it", "code_as", "read_again", "call", "find", "back"),
    )

    def __init__(self, round_uid: str) -> None:
        super().__init__()
        self._round = round_uid
        self._reference = ""
        """The round's."""
        self._by = ""
        """Who codes; blank: the officer."""
        self._again = False
        """Whether those are gone through that others coded and this person has not."""
        self._waiting: list[ToCode] = []
        self._at: ToCode | None = None
        self._last: ToCode | None = None
        """The one that was coded last."""
        self._place = 0
        self._response: Response | None = None
        self._named = ""
        """Whom its words may name, in a sentence."""
        self._offered: list[Named] = []
        self._chosen: list[str] | None = None
        """The uids of the themes that were taken; None: nothing was said yet."""
        self._saved: set[str] = set()
        """The uids of the responses that were coded here: to undo that asks nothing."""

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        yield Static("", id="where", markup=False)
        yield Static("", id="named", markup=False)
        with VerticalScroll(id="said"):
            yield Static("", id="words", markup=False)
        with VerticalScroll(id="beside", can_focus=False):
            yield Static("", id="themes")
            yield Static("", id="alike")
        yield KeyLine(first=("app.help", "coded", "no_theme", "any_theme", "next_answer"))

    @property
    def _who(self) -> str:
        return self._by or self.store.who

    def reload(self) -> None:
        """The answers that wait now; the one that is shown stays, unless it is coded."""
        from db.areas.survey.coding import to_code

        by = self._who if self._again else ""
        try:
            self._reference = self.store.declared("round").get(self._round).record.reference
        except NotFound as error:  # undone meanwhile
            self.say_above(str(error))
            self._waiting = []
        else:
            self._waiting = to_code(self.store, self._round, by=by)
        if self._last in self._waiting:  # its coding was undone
            self._place, self._last = self._waiting.index(self._last), None
            self._show()
        elif self._at in self._waiting:
            self._place = self._waiting.index(self._at)
            self._show(keep=True)
        else:
            self._place = min(self._place, max(0, len(self._waiting) - 1))
            self._show()

    def _show(self, *, keep: bool = False) -> None:
        """Shows the answer at the place; with `keep` what was taken for it stays."""
        from db.areas.survey.coding import learnt, response
        from db.areas.survey.naming import named_in

        self._at = self._waiting[self._place] if self._waiting else None
        self._response = None
        if self._at is None:
            self._show_none()
            return
        self._response = its = response(self.store, self._at.response)
        said = its.words_to(self._at.number)
        known = learnt(self.store, self._round, but=self._at.key)
        if not keep:
            self._offered, self._chosen = known.themes(said), None
        alike = known.alike(said)
        self._say_where(its, self._at.number)
        self._say_named(named_in(self.store, its, self._at.number).words)
        self.query_one("#words", Static).update(said)
        self._draw_themes()
        self.query_one("#alike", Static).update(self._alike(alike))
        if not keep:
            self.query_one("#said").scroll_home(animate=False)
            self.query_one("#beside").scroll_home(animate=False)

    def _show_none(self) -> None:
        from db.areas.survey.coding import is_written_to

        self._offered, self._chosen = [], None
        key = self.key("read_again")
        if not is_written_to(self.store, self._round):
            text = NONE_WRITTEN.format(ring_silent=self.key("ring_silent"))
        elif self._again:
            text = (
                f"Nothing waits for {self._who} that others coded. {key} goes back to what nobody "
                "coded."
            )
        else:
            text = (
                "Every answer in words is under themes, or fits none. "
                f"{key} goes through those that others coded and {self._who} has not."
            )
        self._headline(0)
        self._say_named("")
        for name in ("where", "themes", "alike"):
            self.query_one(f"#{name}", Static).update("")
        self.query_one("#words", Static).update(text)

    def _headline(self, left: int) -> None:
        what = "coded by others" if self._again else "to code"
        self.query_one("#headline", Static).update(
            one_line(f"{self._reference} · {counted(left, 'answer')} {what} · coded by {self._who}")
        )

    def _say_where(self, its: Response, number: int) -> None:
        """Whose answer it is, to which question, and whether it may be quoted."""
        self._headline(len(self._waiting))
        asked = next((one.words for one in its.questions if one.number == number), "")
        size = f", {its.size.value}" if its.size else ""
        quoted = " · may be quoted" if self._is_quoted(its, number) else ""
        self.query_one("#where", Static).update(
            f"{its.reference} · {one_line(its.who)}{size}{quoted}\n"
            f"Question {number}: {one_line(asked)}"
        )

    def _say_named(self, sentence: str) -> None:
        self._named, line = sentence, self.query_one("#named", Static)
        line.update(one_line(sentence))
        line.display = bool(sentence)

    def _is_quoted(self, its: Response, number: int) -> bool:
        return any(one.quoted for one in its.answers if one.number == number)

    def _draw_themes(self) -> None:
        chosen = self._chosen or []
        lines: list[object] = []
        for digit, one in enumerate(self._offered, 1):
            mark = "x" if one.uid in chosen else " "
            lines.append(hanging(f"{digit} [{mark}]", words=one_line(one.name)))
        if not self._offered:
            keys = {name: self.key(name) for name in ("any_theme", "no_theme")}
            lines.append(Text(NONE_LIKELY.format(**keys), style="dim"))
        if self._chosen == []:
            lines.append(hanging("0 [x]", words="It fits none"))
        self.query_one("#themes", Static).update(Group(*lines))  # type: ignore[arg-type]

    def _alike(self, alike: Sequence[CodedAs]) -> Group:
        """What was coded like it, each with its themes."""
        from db.areas.survey.coding import theme_names

        if not alike:
            return Group(Text("No answer like it was coded yet.", style="dim"))
        names = theme_names(self.store)
        lines: list[object] = [Text("Coded like it:", style="bold")]
        for one in alike:
            its = ", ".join(sorted(names[uid] for uid in one.themes if uid in names))
            said = shortened(one_line(one.words), ALIKE_SHOWN)
            lines.append(hanging("·", words=f"“{said}” → {one_line(its) or 'none'}"))
        return Group(*lines)  # type: ignore[arg-type]

    # Taking themes.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """All but two of its keys are about an answer."""
        if action == "theme":
            return isinstance(parameters[0], int) and parameters[0] <= len(self._offered)
        on_one = ("coded", "no_theme", "any_theme", "next_answer", "answer_before", "may_quote")
        if action in (*on_one, "act_on_it"):
            return self._at is not None
        return super().check_action(action, parameters)

    def labels(self) -> Labels:
        """The digits are called by their themes."""
        names = dict.fromkeys(THEME_KEYS, "")
        for command, theme in zip(THEME_KEYS, self._offered, strict=False):
            names[command] = one_line(theme.name)
        return lambda command, label: names.get(command, label)

    def action_theme(self, number: int) -> None:
        """Takes one of the themes that are shown, or no longer."""
        if number > len(self._offered):
            return
        uid, chosen = self._offered[number - 1].uid, self._chosen or []
        self._chosen = [one for one in chosen if one != uid] if uid in chosen else [*chosen, uid]
        self._chosen = self._chosen or None
        self._draw_themes()

    def action_no_theme(self) -> None:
        self._chosen = None if self._chosen == [] else []
        self._draw_themes()

    @work
    async def action_any_theme(self) -> None:
        """Takes any theme, by its name; one that is not there is added, once that is agreed to."""
        from spoc_tui.casework.council.council import Theme
        from spoc_tui.casework.survey.likely import Named

        taken: list[Named] = []

        def make(filled: Typed | None, error: SpocError | None) -> Dialog:
            field = ChoiceField("theme", "Theme", among(themes(self.store)), free=True)
            intro = "Part of its name, and enter. One that is new is added, once that is agreed."
            return Dialog(
                "Put it under", [field], intro=intro, filled=filled, error=error, at_once=True
            )

        def act(typed: Typed) -> str:
            if not typed["theme"].strip():
                raise BadInput("Say which theme.", field="theme")
            council = self.store.council
            try:
                its = council.find(Theme, typed["theme"])
            except NotFound:
                its = council.add(Theme, {"name": typed["theme"]})
                taken.append(Named(its.uid, its.name))
                return f"Added the theme {its.name}."
            taken.append(Named(its.uid, its.name))
            return f"It goes under {its.name}, once it is saved."

        async def agree(typed: Typed) -> bool:
            if not typed["theme"].strip():
                return True  # it is refused
            try:
                self.store.council.find(Theme, typed["theme"])
            except NotFound:
                question = ConfirmScreen(
                    f"Add the theme “{one_line(typed['theme'])}”?",
                    "No theme is called so. It will be there for everything that is said.",
                )
                return await self.app.push_screen_wait(question)
            except SpocError:
                return True
            return True

        if await self.ask_until_done(make, act, agree, of=NotKept.FILTER) and taken:
            self._take(taken[0])

    def _take(self, theme: Named) -> None:
        """It is among those shown, and taken; the last that is not taken makes room for it."""
        chosen = self._chosen or []
        if theme not in self._offered:
            if len(self._offered) >= MOST_THEMES:
                free = [one for one in self._offered if one.uid not in chosen]
                self._offered.remove((free or self._offered)[-1])
            self._offered.append(theme)
        self._chosen = list(dict.fromkeys([*chosen, theme.uid]))
        self._draw_themes()
        self.refresh_bindings()

    @work(exclusive=True, group="act")
    async def action_coded(self) -> None:
        """Saves what was taken, and goes on to the next."""
        at, chosen = self._at, self._chosen
        if at is None or self._response is None:
            return
        if chosen is None:
            key = self.key("no_theme")
            self.say_wrong(Refused(f"Take a theme with its digit, or {key}: it fits none."))
            return
        typed = {"number": str(at.number), "themes": "; ".join(chosen), "by": self._who}
        reference = self._response.reference
        self.app.clear_notifications()  # of those before: they would be in front of the next
        names = ", ".join(one.name for one in self._offered if one.uid in chosen) or "no theme"

        def act() -> str:
            self.store.declared("response").act(at.response, "code", typed)
            self._saved.add(at.response)
            return f"Saved: {reference}, question {at.number}: {names}."

        error = await self.try_to(act)
        if error is None:
            self._last = at
        else:
            self.say_wrong(error)
        self.reload_if_changed()

    def action_next_answer(self) -> None:
        self._turn(1)

    def action_answer_before(self) -> None:
        self._turn(-1)

    def _turn(self, by: int) -> None:
        """From the last on to the first, and back; it says so, for the page may look alike."""
        of = len(self._waiting)
        if not of:
            return
        place = (self._place + by) % of
        if of == 1:
            self.app.notify("It is the last one: no other is left.")
        elif place != self._place + by:
            self.app.notify(FROM_LAST if by > 0 else FROM_FIRST)
        self._place = place
        self._show()
        self.refresh_bindings()

    # What else is done with an answer.

    @work(exclusive=True, group="act")
    async def action_may_quote(self) -> None:
        """Whether its words may be printed; it asks once that they name nobody."""
        at, its = self._at, self._response
        if at is None or its is None:
            return
        quote = not self._is_quoted(its, at.number)
        if quote:
            read = "You have read them through: they name nobody, and allege nothing."
            question = ConfirmScreen(
                "May these words be quoted?", f"{read} {one_line(self._named)}".strip()
            )
            if its.may_quote is not False and not await self.app.push_screen_wait(question):
                return
        typed = {"number": str(at.number), "quote": "yes" if quote else "no"}
        if quote:
            typed["names_nobody"] = "yes"

        def act() -> str:
            self.store.declared("response").act(at.response, "quote", typed)
            said = "may be quoted" if quote else "is not to be quoted"
            return f"{its.reference}, question {at.number} {said}."

        error = await self.try_to(act)
        if error is not None:
            self.say_wrong(error)
        self.reload_if_changed()

    def action_act_on_it(self) -> None:
        """A feedback action that comes of it, with what was said and the first of its themes."""
        at, its = self._at, self._response
        if at is None or its is None:
            return
        taken = [one.name for one in self._offered if one.uid in (self._chosen or [])]
        told = {"said": its.words_to(at.number), "theme": taken[0] if taken else ""}
        form = place("feedback form", caller=caller_of(its), told=told, came_of=its.uid)
        self.app.push_screen(form)

    @work
    async def action_code_as(self) -> None:
        """Says who codes from now on; left blank, the officer."""

        def make(filled: Typed | None, error: SpocError | None) -> Dialog:
            field = Field("by", "Coded by", value=self._by)
            intro = f"Whose reading it is. Blank: {self.store.who}."
            return Dialog("Code as", [field], intro=intro, filled=filled, error=error, at_once=True)

        def act(typed: Typed) -> str:
            self._by = one_line(typed["by"])
            return f"What you save now was coded by {self._who}."

        if await self.ask_until_done(make, act, of=NotKept.FILTER):
            self._from_the_first()

    def action_read_again(self) -> None:
        """Between what nobody coded, and what others coded and this person has not."""
        self._again = not self._again
        self._from_the_first()

    def _from_the_first(self) -> None:
        self._at, self._last, self._place = None, None, 0
        self.reload_safely()
        self.refresh_bindings()

    def visible_uids(self) -> set[str]:
        return {self._round, *(one.response for one in self._waiting), *self._saved}
