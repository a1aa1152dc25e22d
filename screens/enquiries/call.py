"""The call form: caller first, one field after another, everything kept as it is typed."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from screens.base import Caller
from screens.commands import bindings
from screens.dialogs.choices import of_enum, organisation_choice, teams, topics, with_key
from screens.enquiries import call_side
from screens.enquiries.urgency_field import UrgencyField
from screens.records.draft_screen import DraftScreen
from screens.records.opening import place
from screens.shell.surviving_errors import NOT_READ
from screens.widgets.fields import ChoiceField, DayField, Field, LongField, MomentField
from screens.widgets.key_line import KeyLine
from screens.widgets.picker import PickerChoice, among
from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.enquiries.enquiry import Case, NewEnquiry, Urgency
from spoc_tui.casework.errors import BadInput, NotFound, Refused, SpocError
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence


class CallScreen(DraftScreen):
    """A call being logged."""

    CSS_PATH = "call.tcss"
    ONCE_PICKED = "subject"
    BEGUN_WITH = ("received",)
    FIELD_OF_VERB = {"text": "answer", "route": "team", "organisation": "caller"}
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "save",
        "route_it",
        "answer_now",
        "leave",
        "quick_add",
        "unpaid",
        "survey_them",
        "discard",
        "call",
        "find",
    )

    def __init__(
        self,
        *,
        draft_uid: str | None = None,
        caller: Caller | None = None,
        subject: str = "",
        came_of: str | None = None,
    ) -> None:
        super().__init__(draft_uid, came_of)
        self._caller = caller or Caller()
        self._subject = subject
        self._topic_chosen = False

    def compose(self) -> ComposeResult:
        store = self.store
        channels = of_enum(Channel)
        yield Static("A call", id="headline", markup=False)
        with Horizontal():
            with VerticalScroll(id="form", can_focus=False):
                yield self._caller_field("Caller")
                yield ChoiceField("person", "Person", self._people, free=True)
                yield Field("phone", "Call back")
                yield Field("subject", "Subject")
                yield (topic := ChoiceField("topic", "Topic", among(topics(store))))
                yield LongField("detail", "Detail")
                yield ChoiceField("team", "Route to", among(teams(store)))
                yield LongField("answer", "Answered")
                yield ChoiceField("channel", "Channel", among(channels), picked=channels[0])
                yield UrgencyField(store, topic)
                yield MomentField("received", "Received", store=store)
                yield DayField(
                    "answer_by", "Answer by", store=store, direction=Direction.MOSTLY_AHEAD
                )
            with VerticalScroll(id="side", can_focus=False):
                yield Static("", id="beside", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        self._fill_in(self._begin_as_told)
        known = self._caller.organisation_uid is not None
        self._field(self.ONCE_PICKED if known else "caller").take_focus()
        self._show_side_panel()

    def _take_up(self) -> bool:
        resumed_draft = super()._take_up()
        if resumed_draft:
            self._topic_chosen = bool(self._choice("topic").picked)
            self._urgency_field.begun()
        return resumed_draft

    def _begin_as_told(self) -> None:
        if self._caller.organisation_uid is not None:
            self._begin_with(self._caller.organisation_uid, self._caller.contact_uid)
        elif typed := self._caller.typed:
            self._field("caller" if any(map(str.isalpha, typed)) else "phone").text = typed
            self._begin()
        if self._subject:
            self._field("subject").text = self._subject
            self._suggest_topic()
            self._begin()

    def _begin_with(self, organisation_uid: str, contact_uid: str | None = None) -> None:
        try:
            organisation = self.store.organisations.get(organisation_uid)
        except NotFound:
            return  # undone meanwhile: whoever calls can still be logged
        self._choice("caller").pick(organisation_choice(organisation))
        self._choice("person").pick(with_key(self._people(""), contact_uid))
        self._begin()

    # Typing.

    @on(Field.Changed)
    def _typed(self, event: Field.Changed) -> None:
        name = event.field.key
        self._begin(fill_in=name != "received")
        self._unkept = True
        with self.officer_app.going_on(NOT_READ):
            self._follow(name)
        if name in ("caller", "subject", "topic", "urgency", "received", "answer_by"):
            self._show_side_panel()

    def _follow(self, name: str) -> None:
        """Fills in what follows from the field that was typed in."""
        if name == "caller":
            self._keep_own_person()
            self._take_person()
        if name == "topic":
            self._topic_chosen = bool(self._choice("topic").picked)
        if name == "subject" and not self._topic_chosen:
            self._suggest_topic()
            self._urgency_field.follow()

    def _keep_own_person(self) -> None:
        """Clears the person picked, unless they are at the organisation that calls."""
        person = self._choice("person")
        person.pick(with_key(self._people(""), person.picked.key if person.picked else None))

    def _take_person(self) -> None:
        """Where a person was picked as the caller: their organisation, and them."""
        caller = self._choice("caller").picked
        if caller is not None and caller.person is not None:
            self._begin_with(caller.key, caller.person)
            if self._choice("person").has_focus_within:
                self._field(self.ONCE_PICKED).take_focus()  # what is typed next is not their name

    def _begin(self, *, fill_in: bool = True) -> None:
        """The clock starts at the first keystroke: the received time, unless one is typed."""
        if self._started_at is None:
            self._started_at = self.store.now()
            if fill_in and not self._field("received").text:
                self._field("received").text = when.show_moment(self._started_at)

    def _suggest_topic(self) -> None:
        topic = self.store.council.suggest(self._field("subject").text)
        known = topics(self.store)
        self._choice("topic").pick(with_key(known, topic.uid if topic else None))

    @property
    def _urgency_field(self) -> UrgencyField:
        return self.query_one(UrgencyField)

    def _fill_side_panel(self) -> None:
        """Fills the side panel: the caller at a glance, the dates, questions like this one."""
        caller = self._choice("caller").picked
        received = self._day_received()
        topic = self._choice("topic").picked
        self.query_one("#beside", Static).update(
            call_side.content(
                self.store,
                organisation_uid=caller.key if caller else None,
                subject=self._field("subject").text,
                topic_uid=topic.key if topic else None,
                urgency=self._urgency_field.urgency,
                received=received,
                route_key=self.key("route_it", typing=True),
                add_key=self.key("quick_add", typing=True),
            )
        )

    def _people(self, typed: str) -> Sequence[PickerChoice]:
        caller = self._choice("caller").picked
        if caller is None:
            return []
        parts = fold(typed).split()
        return [
            PickerChoice(
                contact.uid, contact.name, ", ".join(filter(None, (contact.role, contact.phone)))
            )
            for contact in self.store.organisations.contacts(caller.key)
            if all(part in fold(contact.name) for part in parts)
        ]

    # Saving.

    def action_unpaid(self) -> None:
        """Turns the call into a payment complaint: what was typed goes along, and the clock."""
        self._take_person()
        caller = self._choice("caller")
        told = {"phone": self._field("phone").text, "for": self._field("subject").text}
        form = place(
            "payment form",
            caller=Caller(caller.picked.key if caller.picked else None, typed=caller.text),
            told=told,
            instead_of=self._draft_uid,
            began=self._started_at,
            came_of=self._came_of,
        )
        self._done = True
        self.app.switch_screen(form)

    def label_of(self, command: str, label: str) -> str:
        """The survey is named where a round of it is open; its key says why not, where none is."""
        if command == "survey_them" and not (self.is_mounted and self._round_to_ask):
            return ""
        return super().label_of(command, label)

    @cached_property
    def _round_to_ask(self) -> str | None:
        """The uid of the round that was opened last, and is open; read once."""
        from db.areas.survey.open_round import open_round

        return open_round(self.store)

    def action_survey_them(self) -> None:
        """Asks whoever calls what the survey asks; the call stays beneath, kept as it is."""
        if self._round_to_ask is None:
            self.say_wrong(self._why_not_asked())
            return
        self._take_person()
        caller, person = self._choice("caller").picked, self._field("person").text
        self._keep()
        form = place(
            *("answers", self._round_to_ask),
            organisation=caller.key if caller else "",
            person=person,
        )
        self.app.push_screen(form)

    def _why_not_asked(self) -> Refused:
        from db.areas.survey.open_round import concluded_round

        one = concluded_round(self.store)
        if one is None:
            return Refused("No round of the survey is open: there is nothing to ask them.")
        on = when.show_day(one.on, self.today)
        late = f"{self.key('ring_silent')} on the round takes answers that come late."
        return Refused(
            f"No round of the survey is open: {one.reference} was concluded on {on}. {late}"
        )

    def action_save(self) -> None:
        self._log()

    def action_route_it(self) -> None:
        team = self._choice("team")
        if not team.text.strip():
            topic = self._choice("topic").picked
            usual = self.store.council.topic(topic.key).team_uid if topic else None
            picked = with_key(teams(self.store), usual)
            if picked is None:
                team.say("Say which team: the topic suggests none.", wrong=True)
                team.take_focus()
                return
            team.pick(picked)
        self._log()

    def action_answer_now(self) -> None:
        answer = self._field("answer")
        if not answer.text.strip():
            key = self.key("answer_now", typing=True)
            answer.say(f"Type the answer you gave, then {key} again.", wrong=True)
            answer.take_focus()
            return
        self._log()

    @work(exclusive=True, group="log")
    async def _log(self) -> None:
        try:
            case, understood = await self.logged(self._logged)
        except SpocError as error:
            self._show_error(error)
            return
        self._leave_for(case, understood)

    def _logged(self) -> Case:
        """Logs what is typed, with what was done at once; raises what is wrong with it."""
        for field in self.query(ChoiceField):
            field.settle()
        self._take_person()
        store = self.store
        team, answer = self._choice("team"), self._field("answer").text
        route_to = store.council.find_team(team.key_or_text).uid if team.text.strip() else None
        return store.enquiries.log(
            self._new_enquiry(),
            route_to=route_to,
            answered=answer if answer.strip() else None,
            draft_uid=self._draft_uid,
        )

    def _new_enquiry(self) -> NewEnquiry:
        store = self.store
        caller, person = self._choice("caller"), self._choice("person")
        topic = self._choice("topic")
        named = [field.text for field in (person, caller) if field.picked is None]
        return NewEnquiry(
            subject=self._field("subject").text,
            received_at=self._received(),
            channel=Channel.read(self._choice("channel").key_or_text, field="channel"),
            urgency=Urgency.read(self._choice("urgency").key_or_text, field="urgency"),
            detail=self._field("detail").text,
            organisation_uid=caller.picked.key if caller.picked else None,
            contact_uid=person.picked.key if person.picked else None,
            caller=", ".join(name.strip() for name in named if name.strip()),
            phone=self._field("phone").text,
            topic_uid=store.council.find_topic(topic.key_or_text).uid if topic.text else None,
            answer_by=self.day_or_none(
                self._field("answer_by").text, "answer_by", Direction.MOSTLY_AHEAD
            ),
        )

    def _received(self) -> datetime:
        """The moment typed; the moment the call began where it was left as it was."""
        typed = self._field("received").text.strip()
        if self._started_at and typed in ("", when.show_moment(self._started_at)):
            return self._started_at
        return self.store.read_moment(typed, "received") if typed else self.store.now()

    def _day_received(self) -> datetime | None:
        try:
            return self._received()
        except BadInput:
            return None
