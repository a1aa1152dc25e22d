"""One organisation: how to reach it, its people, and its enquiries."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from screens.commands import bindings
from screens.enquiries import COLUMNS, EnquirySource
from screens.record_screen import RecordScreen
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import one_line
from screens.widgets.record_list import RecordList
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.organisations import Contact, Organisation


class OrganisationScreen(RecordScreen):
    """One organisation; the keys act on the marked enquiry of its."""

    CSS_PATH = "organisation.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("call", "find", "back")

    def __init__(self, uid: str) -> None:
        super().__init__()
        self._uid = uid

    def compose(self) -> ComposeResult:
        yield Static("", id="profile", markup=False)
        yield RecordList(COLUMNS, header=True, empty="No enquiries yet. n logs a call with them.")
        yield KeyLine(first=("app.help",))

    def reload(self) -> None:
        organisations = self.store.organisations
        try:
            organisation = organisations.get(self._uid)
            known = profile(organisation, organisations.contacts(self._uid))
        except NotFound as error:
            known = Content(str(error))
        self.query_one("#profile", Static).update(known)
        self.query_one(RecordList).reload(EnquirySource(self.store, organisation_uid=self._uid))

    def organisation_uid(self) -> str:
        return self._uid

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The organisation has a history, whether or not it has an enquiry."""
        return action == "history" or super().check_action(action, parameters)

    def action_history(self) -> None:
        """Opens who changed what on the organisation (on an enquiry: from its own page)."""
        from screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen("organisation", self._uid))

    def current_reference(self) -> str | None:
        return self.query_one(RecordList).highlighted if self.is_mounted else None

    @on(RecordList.Highlighted)
    def _highlighted(self) -> None:
        self.refresh_bindings()

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        from screens.enquiry import EnquiryScreen

        self.app.push_screen(EnquiryScreen(event.key))


def profile(organisation: Organisation, people: list[Contact]) -> Content:
    """What is known of an organisation, and who is there."""
    state = "" if organisation.state == "active" else f"  ({organisation.state})"
    numbers = ", ".join(f"{i.scheme}-{i.number}" for i in organisation.identifiers)
    facts = (
        ("phone", organisation.phone),
        ("e-mail", organisation.email),
        ("web", organisation.web),
        ("address", ", ".join(filter(None, (organisation.address, organisation.postcode)))),
        ("ward", organisation.ward),
        ("kind", organisation.kind),
        ("numbers", numbers),
        ("purpose", organisation.purpose),
        *(("person", _person(person)) for person in people),
    )
    lines = [Content.styled(one_line(organisation.name) + state, "bold")]
    lines += [
        Content.assemble((f"{name:<9} ", "dim"), one_line(value)) for name, value in facts if value
    ]
    return Content("\n").join(lines)


def _person(person: Contact) -> str:
    left = f"left {person.left_on.isoformat()}" if person.left_on else ""
    return ", ".join(filter(None, (person.name, person.role, person.phone, person.email, left)))
