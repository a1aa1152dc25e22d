"""One organisation: what to know before saying hello, its profile, people, records, timeline."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from screens.commands import bindings, named
from screens.organisations.lists import (
    ITS_COLUMNS,
    PEOPLE_COLUMNS,
    TIMELINE_COLUMNS,
    ItsEnquiries,
    PeopleSource,
    TimelineSource,
)
from screens.records.every_kind import Pane, shown
from screens.records.opening import place
from screens.records.record_screen import Marked, RecordScreen
from screens.widgets.case_view import CaseView
from screens.widgets.columns import breakpoints
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import ListSource, one_line
from screens.widgets.organisation_view import headline, hello, known
from screens.widgets.record_list import RecordList
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.records.kinds import BY_HAND, ENQUIRY

if TYPE_CHECKING:
    from db.lists.differences import Difference
    from db.records.drafts import Draft

KIND_PANES: dict[str, Pane] = {
    kind.code: pane() for kind in BY_HAND if (pane := shown(kind.code).pane) is not None
}
"""By kind of record, the list that it has."""
PANES = (
    "overview",
    "enquiries",
    "timeline",
    "people",
    *(pane.name for pane in KIND_PANES.values()),
)
KIND_IN = {"enquiries": ENQUIRY.code, **{pane.list_id: kind for kind, pane in KIND_PANES.items()}}
"""By list, the kind of its records."""
NO_ENQUIRIES = "No enquiries yet. {call} logs a call with them."
NO_PEOPLE = "Nobody is known there yet. {person} adds a person."
NOTHING_HAPPENED = "Nothing happened yet. {call} logs a call with them."


class OrganisationScreen(RecordScreen):
    """One organisation, in panes; the acts are on the marked record.

    Editing, copying and the history are the organisation's, and on the people's pane the person's.
    """

    CSS_PATH = "page.tcss"
    HORIZONTAL_BREAKPOINTS = breakpoints(
        ITS_COLUMNS, *(pane.columns for pane in KIND_PANES.values())
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "person", "left", "brief", "ward", "differences_here", *PANES, "call", "find", "back"
    )

    def __init__(self, uid: str) -> None:
        super().__init__()
        self._uid = uid
        self._pane = "overview"
        self._counts: dict[str, int] = {}
        self._differences: list[Difference] = []
        """What lists say otherwise of it."""
        self._unread: dict[str, ListSource] = {}
        """What the lists will show once they are in sight."""

    def compose(self) -> ComposeResult:
        call, person = self.key("call"), self.key("person")
        yield Static("", id="headline", markup=False)
        yield Static("", id="hello", markup=False)
        yield Static("", id="panes", markup=False)
        with Horizontal():
            with VerticalScroll(id="profile"):
                yield Static("", id="facts", markup=False)
            yield RecordList(
                ITS_COLUMNS, header=True, empty=NO_ENQUIRIES.format(call=call), id="enquiries"
            )
            yield RecordList(
                TIMELINE_COLUMNS,
                header=True,
                empty=NOTHING_HAPPENED.format(call=call),
                mark_width=0,
                id="timeline",
            )
            yield RecordList(
                PEOPLE_COLUMNS, header=True, empty=NO_PEOPLE.format(person=person), id="people"
            )
            for pane in KIND_PANES.values():
                empty = pane.empty.format(self.key(pane.key))
                yield RecordList(
                    pane.columns, header=True, empty=empty, id=pane.list_id, classes="of-kind"
                )
            with VerticalScroll(id="beside", can_focus=False):
                yield CaseView()
        yield KeyLine(first=("app.help", "act('edit')", "person", "left"))

    def on_mount(self) -> None:
        self._turn_to("overview")

    def reload_if_changed(self) -> None:
        # Something may have been saved while its parts are still being made: it resumes after.
        if self.is_mounted:
            super().reload_if_changed()

    def reload(self) -> None:
        organisations = self.store.organisations
        self._uid = organisations.survivor_of(self._uid)
        try:
            glance = organisations.glance(self._uid)
        except NotFound as error:
            self._say_gone(error)
            return
        self._differences = self.store.differences.open(self._uid)
        self.query_one("#headline", Static).update(headline(glance.organisation))
        self.query_one("#hello", Static).update(hello(glance, self.today, self.key))
        self.query_one("#facts", Static).update(
            known(
                glance,
                other_names=organisations.other_names(self._uid),
                branches=organisations.branches(self._uid),
                merged=organisations.merged_into(self._uid),
                facts=organisations.facts(self._uid),
                entries=self.store.lists.entries(self._uid),
                differences=self._differences,
                today=self.today,
                key=self.key,
            )
        )
        enquiries = ItsEnquiries(self.store, organisation_uid=self._uid)
        people = PeopleSource(self.store, self._uid)
        timeline = TimelineSource(self.store, self._uid)
        its = {pane.list_id: pane.source(self.store, self._uid) for pane in KIND_PANES.values()}
        self._counts = {
            "enquiries": enquiries.count(),
            "people": people.count(),
            **{pane.name: its[pane.list_id].count() for pane in KIND_PANES.values()},
        }
        self._unread = {
            "enquiries": enquiries,
            "timeline": timeline,
            "people": people,
            **its,
        }
        self._show_panes()
        self._read()

    def _say_gone(self, error: NotFound) -> None:
        """It was undone meanwhile: nothing is left to show but that."""
        self.query_one("#headline", Static).update(one_line(str(error)))
        self.query_one("#hello", Static).update("")
        self.query_one("#facts", Static).update(
            f"{self.key('back')} goes back; {self.key('redo')} brings back what was undone."
        )

    # The panes.

    def _turn_to(self, pane: str) -> None:
        self._pane = pane
        for other in PANES:
            self.set_class(other == pane, f"-{other}")
        for records in self.query(".of-kind"):
            records.set_class(records.id == pane.replace("_", "-"), "-shown")
        self.set_class(any(one.name == pane for one in KIND_PANES.values()), "-of-kind")
        self._show_panes()
        self._read()
        self.call_after_refresh(self._take_focus)

    def action_overview(self) -> None:
        self._turn_to("overview")

    def action_enquiries(self) -> None:
        self._turn_to("enquiries")

    def action_timeline(self) -> None:
        self._turn_to("timeline")

    def action_turn_to(self, pane: str) -> None:
        self._turn_to(pane)

    def action_people(self) -> None:
        self._turn_to("people")

    def _show_panes(self) -> None:
        own = self.officer_app.settings.keys
        parts = []
        for pane in PANES:
            command = named(pane)
            count = f" ({self._counts[pane]:,})" if self._counts.get(pane) else ""
            words = f" {command.keys_shown(own)} {command.label}{count} "
            parts.append(Content.styled(words, "bold reverse" if pane == self._pane else ""))
        self.query_one("#panes", Static).update(Content("").join(parts))

    @property
    def _shown(self) -> RecordList | None:
        """The list in sight; where it is narrow, the overview has none."""
        if self._pane == "overview" and self.has_class("-narrow"):
            return None
        pane = "enquiries" if self._pane == "overview" else self._pane
        return self.query_one(f"#{pane.replace('_', '-')}", RecordList)

    def _read(self) -> None:
        """Fills the list in sight, if that is still to be done."""
        records = self._shown
        if records is not None and records.id in self._unread:
            records.reload(self._unread.pop(records.id))
        self._show_marked()

    def _take_focus(self) -> None:
        """The focus goes where the keys are wanted: to the list in sight, else to the profile."""
        self._read()
        self.set_focus(self._shown or self.query_one("#profile"))
        self.refresh_bindings()

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self._take_focus)

    # What is marked.

    def organisation_uid(self) -> str:
        return self._uid

    def visible_uids(self) -> set[str]:
        return {self._uid, *super().visible_uids()}

    def marked(self) -> Marked | None:
        records = self._shown if self.is_mounted else None
        if records is None or self._pane == "people" or records.highlighted is None:
            return None
        if records.id == "timeline":
            kind, uid, *_ = records.highlighted.split()
            return Marked(kind, uid)
        return Marked(KIND_IN[records.id or ""], records.highlighted)

    @property
    def _person(self) -> str | None:
        """The marked person's uid, where the people are shown."""
        records = self._shown if self._pane == "people" else None
        return records.highlighted if records else None

    @on(RecordList.Highlighted)
    def _highlighted(self) -> None:
        self._show_marked()
        self.refresh_bindings()

    def _show_marked(self) -> None:
        if self._pane.replace("_", "-") in KIND_IN:
            self.show_record(self.query_one(CaseView))

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        if event.record_list.id == "people":
            self.action_act("edit")
        elif (marked := self.marked()) is not None:
            self.open_record(marked)

    # What is done.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The organisation is there to edit and copy, whether or not it has an enquiry."""
        if action == "left":
            return self.is_mounted and self._person is not None
        if action == "differences_here":
            return bool(self._differences)
        own = action in ("history", "copy") or (action == "act" and parameters == ("edit",))
        return own or super().check_action(action, parameters)

    def action_act(self, name: str) -> Any:
        return self.action_edit() if name == "edit" else super().action_act(name)

    def action_edit(self) -> None:
        from screens.organisations import acts as acts

        if person := self._person:
            self._do(acts.edit_person, person)
        else:
            self._do(acts.edit, self._uid)

    def go_on_with(self, draft: Draft) -> None:
        from screens.organisations import acts as acts

        self._do(partial(acts.go_on_with, draft=draft), self._uid)

    def action_person(self) -> None:
        from screens.organisations import acts as acts

        self._do(acts.add_person, self._uid)

    def action_left(self) -> None:
        from screens.organisations import acts as acts

        if person := self._person:
            self._do(acts.person_left, person)

    def action_brief(self) -> None:
        from screens.organisations.briefing import brief

        self._do(brief, self._uid)

    @work
    async def action_ward(self) -> None:
        """Opens the ward that it is in."""
        from screens.records.wards import open_ward

        ward = self.store.organisations.get(self._uid).ward
        if not ward:
            self.app.notify(f"No ward is known of it; {self.key('edit')} gives it one.")
            return
        await open_ward(self, [ward])

    def action_differences_here(self) -> None:
        self.app.push_screen(place("review", self._uid))

    def action_copy(self) -> None:
        from screens.organisations import acts as acts

        if person := self._person:
            self._do(acts.copy_person, person)
        else:
            self._do(acts.copy, self._uid)

    def action_history(self) -> None:
        """Opens who changed what on the organisation (on an enquiry: from its own page)."""
        from screens.history.record import HistoryScreen

        self.app.push_screen(HistoryScreen("organisation", self._uid))

    @work
    async def _do(
        self, act: Callable[[OrganisationScreen, str], Awaitable[None]], uid: str
    ) -> None:
        """One act at a time, as on an enquiry."""
        if self._acting:
            return
        self._acting = True
        try:
            await act(self, uid)
        except NotFound as gone:  # undone meanwhile, by another window
            self.say_wrong(gone)
        finally:
            self._acting = False
