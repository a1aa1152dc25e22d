"""Answers to a round taken by telephone: one question at a time is read out, rated with a digit and
put down in words; what is half taken is kept as a draft.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from screens.base import RecordChanged
from screens.commands import bindings
from screens.dialogs.choices import YES_NO, directorates, directory, organisation_choice
from screens.dialogs.menu import MenuItem, MenuScreen
from screens.records.draft_screen import CAME_OF, DraftScreen
from screens.survey.asked_question import AskedQuestion
from screens.survey.scale import OffScale, Rated, Worded, gone_on
from screens.widgets.fields import ChoiceField, Field
from screens.widgets.hanging import hanging
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import one_line
from screens.widgets.picker import among
from spoc_tui.casework.errors import NotFound, SpocError
from spoc_tui.casework.kinds.fields import Linked
from spoc_tui.casework.records.kinds import KIND_OF
from spoc_tui.casework.survey.half_taken import (
    RATING,
    WORDS,
    Place,
    answers_of,
    place_of,
    summary,
)
from spoc_tui.casework.survey.steps import Way
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from db.areas.survey.taking import Again, AnsweredBefore
    from db.records.drafts import Draft
    from db.store import Store
    from spoc_tui.casework.kinds.case import DeclaredCase
    from spoc_tui.casework.survey.question import Question
    from spoc_tui.casework.survey.round import Round

QUOTE = "May we quote you? Your words may be printed, and not your name."
WHO = "Who answers: type part of the name. Left blank, the answers are without a name."
GO_ON = "► enter: the first question"
REACHED = "reached"
ROUND, ORGANISATION, PARTY = "round key", "organisation key", "party key"
"""Under which names a draft has the step that it was left at, the round, and who answers."""


def half_taken(store: Store, round_uid: str) -> dict[str, Draft]:
    """The drafts of what was answered to a round so far, by the uid of the organisation, or of who
    was asked in words.
    """
    return {
        uid: draft
        for draft in store.drafts.all()
        if draft.place == TakingScreen.PLACE
        and draft.fields.get(ROUND) == round_uid
        and (uid := draft.fields.get(ORGANISATION, "") or draft.fields.get(PARTY, ""))
    }


class GoOn(Static, can_focus=True):
    """Where the cursor is once it is said who answers: enter begins with the questions."""


class TakingScreen(DraftScreen):
    """The questions of a round, read out one after the other."""

    CSS_PATH = "survey.tcss"
    OF = KIND_OF["response"]
    PLACE = "answers"
    CALLED = "answer"
    HEADED = "Answers"
    BEGUN_WITH = (REACHED,)
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        *("next_question", "question_before", "save", "leave", "discard", "call", "find")
    )

    def __init__(
        self,
        round_uid: str = "",
        *,
        draft_uid: str | None = None,
        organisation: str = "",
        person: str = "",
        party: str = "",
        came_of: str | None = None,
    ) -> None:
        """`organisation` is the uid of the one that answers; `party` that of somebody who was asked
        in words, and is on no list. Both blank: it is asked who answers.
        """
        super().__init__(draft_uid, came_of)
        self._round_uid = round_uid
        self._organisation, self._person, self._party = organisation, person, party
        self._said: dict[Place, str] = {}
        self._step = 0
        """0: who answers; from 1 on the questions; after the last of them the end."""
        self._questions: Sequence[Question] = ()
        self._directorates: Mapping[str, str] = {}

    def compose(self) -> ComposeResult:
        store = self.store
        yield Static("", id="headline", markup=False)
        yield Static("", id="whom", markup=False)
        with VerticalScroll(id="form", can_focus=False):
            with Vertical(id="who"):
                yield Static(WHO, classes="keys", markup=False)
                yield ChoiceField(
                    *("organisation", "Organisation", directory(store)),
                    least_typed=2,
                    then=lambda: self.query_one(GoOn),
                )
                yield GoOn(GO_ON, id="go-on", markup=False)
            yield AskedQuestion(id="ask")
            with Vertical(id="end"):
                yield Static(QUOTE, id="quote-asked", markup=False)
                yield ChoiceField("may_quote", "Quote", among(YES_NO))
                yield Field("person", "Person")
                yield Static("", id="summary")
        yield KeyLine(first=("next_question", "question_before", "save", "leave"))

    def on_mount(self) -> None:
        self._directorates = {one.key: one.label for one in directorates(self.store)}
        self._choose()
        self._fill_in(self._begin_as_told)
        self._read_round()
        self._say_whom()
        self._show(min(self._step, self._last))

    def _choose(self) -> None:
        """Picks who answers; what is half taken of them is gone on with."""
        whose = self._organisation or self._party
        if not whose or self._draft_uid is not None:
            return
        if draft := half_taken(self.store, self._round_uid).get(whose):
            self._draft_uid = draft.uid
            return
        self._field("person").text = self._person
        if not self._organisation:
            return
        try:
            its = self.store.organisations.get(self._organisation)
        except NotFound:
            return  # undone meanwhile
        self._choice("organisation").pick(organisation_choice(its))

    def _begin_as_told(self) -> None:
        self._step = 1 if self._choice("organisation").picked or self._party else 0

    def _take_up(self) -> bool:
        if not super()._take_up():
            return False
        draft = self.store.drafts.get(self._draft_uid) if self._draft_uid else None
        fields = draft.fields if draft is not None else {}
        self._round_uid = fields.get(ROUND, self._round_uid)
        self._said = {
            place: text for key, text in fields.items() if (place := place_of(key)) is not None
        }
        self._party = fields.get(PARTY, "")
        at = fields.get(REACHED, "")
        self._step = int(at) if at.isdecimal() else 0
        self._last_kept = self._fields()
        return True

    def _read_round(self) -> None:
        try:
            of = cast("Round", self.store.declared("round").get(self._round_uid).record)
        except SpocError as error:  # undone meanwhile: what was taken is kept as it is
            self.say_wrong(error)
            return
        self._questions = sorted(of.questions, key=lambda one: one.number)
        self.HEADED = f"{of.reference} by telephone"
        self._head(self._state)

    @property
    def _last(self) -> int:
        """The number of the step at the end."""
        return len(self._questions) + 1

    def _fields(self) -> dict[str, str]:
        organisation, quote = self._choice("organisation"), self._choice("may_quote")
        fields = {
            ROUND: self._round_uid,
            REACHED: str(self._step),
            "organisation": organisation.text,
            "may_quote": quote.text,
            "person": self._field("person").text,
            **{place.key: text for place, text in self._said.items() if text},
        }
        for field in (organisation, quote):
            if field.picked is not None:
                fields[f"{field.key} key"] = field.picked.key
        if self._party:
            fields[PARTY] = self._party
        if self._came_of:
            fields[CAME_OF] = self._came_of
        return fields

    def _texts(self) -> dict[str, str]:
        """Whoever answers, and all that was said, not what is shown of it alone."""
        texts = {one.label: one.text for one in self.query(Field) if one.key != "words"}
        for place, text in sorted(self._said.items()):
            of = self._directorates.get(place.directorate, "")
            texts[" ".join(filter(None, (f"Question {place.number}", place.what, of)))] = text
        return texts

    # One step after the other.

    def _show(self, step: int) -> None:
        """Shows a step, with the cursor where it begins."""
        self._step = step
        self.query_one("#who").display = step == 0
        self._asked.display = 0 < step < self._last
        self.query_one("#end").display = step == self._last
        if step == 0:
            self._field("organisation").take_focus()
        elif step == self._last:
            self._sum_up()
            self._field("may_quote").take_focus()
        else:
            place = f"Question {step} of {len(self._questions)}"
            self._asked.show(self._questions[step - 1], place, self._said, self._directorates)
        self.query_one("#form").scroll_home(animate=False)
        self.refresh_bindings()

    def _sum_up(self) -> None:
        from rich.console import Group

        lines = summary(self._said, self._questions, self._directorates)
        key = self.key("save", typing=True)
        self.query_one("#summary", Static).update(
            Group(
                *(hanging(f"{number:>2}", words=one_line(said)) for number, said in lines),
                "",
                f"{key} saves them.",
            )
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter picks in a list that is typed into, and goes from field to field at the end."""
        if action == "next_question" and self.is_mounted and self._questions:
            focused = self.focused
            within = focused is not None and any(
                isinstance(one, ChoiceField) for one in focused.ancestors
            )
            return self._step < self._last and not within
        if action == "question_before":
            return self._step > 0
        return super().check_action(action, parameters)

    def action_next_question(self) -> None:
        """On to the directorates where each may be rated, else to the next question."""
        if not self._questions:
            return
        if 0 < self._step < self._last and self._asked.goes_on_to_directorates():
            return
        self._go_to(self._step + 1)

    def action_question_before(self) -> None:
        self._go_to(self._step - 1)

    def _go_to(self, step: int) -> None:
        self._begin()
        self._unkept = True
        self._show(step)

    # What is said.

    @property
    def _asked(self) -> AskedQuestion:
        return self.query_one(AskedQuestion)

    @property
    def _question(self) -> Question | None:
        return self._questions[self._step - 1] if 0 < self._step < self._last else None

    @on(Rated)
    def _rated(self, event: Rated) -> None:
        one = self._question
        if one is None or self.only_shown:
            return
        self._asked.say_keys(one)
        self._put(Place(one.number, RATING, event.directorate), event.rating)
        if event.rating and not event.directorate and one.how.takes_words:
            self._field("words").take_focus()

    @on(OffScale)
    def _off_scale(self, event: OffScale) -> None:
        if self._question is not None and not self.only_shown:
            self._asked.refuse(event.sentence)

    @on(Worded)
    def _worded(self, event: Worded) -> None:
        """The words begin, without a key that goes there."""
        if (one := self._question) is not None and one.how.takes_words and not self.only_shown:
            self._asked.begin_words(one, event.character)

    @on(Field.Changed)
    def _typed(self, event: Field.Changed) -> None:
        one, field = self._question, event.field
        if field.key == "words" and one is not None:
            self._put(Place(one.number, WORDS), field.text)
            rated = self._said.get(Place(one.number, RATING), "")
            if whole := gone_on(rated, one.ratings, field.text):
                self._take_back(one, whole)
        if field.key == "organisation":
            self._say_whom()
        self._begin()
        self._unkept = True

    def _take_back(self, one: Question, whole: str) -> None:
        """A rating that was none: what was typed as a `whole` is the words."""
        self._put(Place(one.number, RATING), "")
        self._put(Place(one.number, WORDS), whole)
        self._asked.take_as_words(one, whole)

    def _put(self, place: Place, text: str) -> None:
        self._said[place] = text
        self._begin()
        self._unkept = True

    def _say_whom(self) -> None:
        """Who answers, where they are rung, and whether they have answered already."""
        from db.areas.survey.taking import answered_before

        picked = self._choice("organisation").picked
        parts = ["asked in words, and on no list" if self._party else "without a name"]
        if picked is not None:
            its = self.store.organisations.get(picked.key)
            parts = [its.name, its.phone or "no number known", its.size.value]
            before = answered_before(self.store, self._round_uid, Linked(its.uid, its.name))
            if before is not None:
                parts.append(f"answered before: {before.reference}")
        self.query_one("#whom", Static).update(one_line(" · ".join(parts)))

    # Saving.

    def action_save(self) -> None:
        if not self.only_shown:
            self._save()

    @work(exclusive=True, group="log")
    async def _save(self) -> None:
        from db.areas.survey.taking import AnsweredBefore

        for field in self.query(ChoiceField):
            field.settle()
        again: Again | None = None
        while True:
            try:
                case, _ = await self.logged(partial(self._taken, again))
                break
            except AnsweredBefore as before:
                again = await self._asked_again(before)
                if again is None:
                    return
            except SpocError as error:
                self._show_error(error)
                return
        self._done = True
        self.app.notify(self._said_of(case), markup=False)
        self.post_message(RecordChanged())
        self.app.pop_screen()

    def _taken(self, again: Again | None) -> DeclaredCase:
        from db.areas.survey.taking import take

        typed = {
            "organisation": self._choice("organisation").key_or_text,
            "person": self._field("person").text,
            "may_quote": self._choice("may_quote").key_or_text,
            "way": Way.PHONE.value,
        }
        answers = answers_of(self._said, self._questions)
        party = "" if typed["organisation"] else self._party
        return take(
            *(self.store, self._round_uid, typed, answers),
            again=again,
            draft_uid=self._draft_uid,
            party=party,
        )

    async def _asked_again(self, before: AnsweredBefore) -> Again | None:
        """What it is, where they have answered: None where it is not to be saved yet."""
        from db.areas.survey.taking import Again

        items = [
            MenuItem("1", Again.REPLACES.value, "It takes the place of that, which is set aside"),
            MenuItem("2", Again.SECOND.value, "A second voice: its words count, its ratings not"),
        ]
        chosen = await self.app.push_screen_wait(MenuScreen(str(before), items))
        return Again(chosen) if chosen is not None else None

    def _said_of(self, case: DeclaredCase) -> str:
        """“Saved RSP-26-0003, Strood Scouts. 11 have not answered yet.”"""
        from db.areas.survey.silent import silent

        one = case.record
        of = cast("Round", self.store.declared("round").get(self._round_uid).record)
        left = len(silent(self.store, self._round_uid))
        still = " All who were asked have answered." if of.is_asked else ""
        if left:
            still = f" {counted(left, 'has', 'have')} not answered yet."
        return f"Saved {one.reference}, {one.who}.{still}"

    def _show_error(self, error: SpocError) -> None:
        """Beneath its field, on the step that has it."""
        steps = {"organisation": 0, "person": self._last, "may_quote": self._last}
        if error.field in steps:
            self._show(steps[error.field])
        super()._show_error(error)
