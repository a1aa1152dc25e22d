"""Who came to a meeting: its members listed and ticked, guests beside them, saved as one act."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType

from screens.commands import bindings
from screens.widgets.fields import Field
from screens.widgets.hanging import hanging
from screens.widgets.list_source import one_line
from screens.widgets.marked_list import MarkedList
from spoc_tui.casework.groups.attending import NOBODY, guests_of, rows_of
from spoc_tui.casework.groups.member import Came, Seat, members_on

if TYPE_CHECKING:
    from rich.table import Table

    from screens.dialogs.dialog import Typed
    from spoc_tui.casework.groups.meeting import Meeting
    from spoc_tui.casework.groups.member import Member

MARKS = {Came.PRESENT: "x", Came.DEPUTY: "d", Came.APOLOGIES: "a", Came.ABSENT: " "}
"""The mark in a member's box."""
SAID = {
    Came.PRESENT: ("came", "expected"),
    Came.DEPUTY: ("deputy came", "deputy comes"),
    Came.APOLOGIES: ("apologies", "apologies"),
    Came.ABSENT: ("did not come", "will not come"),
}
"""The word beside it: of a meeting that was held, and of one to come."""
FIELD_OF = {Came.APOLOGIES: "apologies", Came.DEPUTY: "deputies", Came.ABSENT: "absent"}
"""By how they came, where the act is told who they are; the others were there."""


class MemberList(MarkedList):
    """The members, each on a line; its keys are in the footer while it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("came", "apologies", "deputy")

    def action_came(self) -> None:
        self._field.tick()

    def action_apologies(self) -> None:
        self._field.mark(Came.APOLOGIES)

    def action_deputy(self) -> None:
        self._field.mark(Came.DEPUTY)

    @property
    def _field(self) -> MembersField:
        return next(one for one in self.ancestors if isinstance(one, MembersField))


class MembersField(Field):
    """The members of that day, each ticked or not; `text` has how each came as JSON, by uid."""

    DEFAULT_CSS = """
    MembersField {
        margin-bottom: 1;
        & > .field--label { display: none; }
        & > .field--body > MemberList {
            height: auto; max-height: 40vh; border: none; padding: 0; background: $surface;
            scrollbar-size-vertical: 1;
            &:focus { background: $panel; }
        }
    }
    """

    def __init__(self, meeting: Meeting) -> None:
        self._members = members_on(meeting.members, meeting.day)
        self._to_come = meeting.held is None
        rows = rows_of(meeting, self._members)
        self._came = {
            each.uid: rows[each.uid].came if each.uid in rows else Came.PRESENT
            for each in self._members
        }
        super().__init__("members", "Members", value=self.text)

    def editor(self) -> MemberList:
        return MemberList(markup=False, compact=True)

    def on_mount(self) -> None:
        self._draw()

    @property
    def text(self) -> str:
        return json.dumps(self._came)

    @text.setter
    def text(self, text: str) -> None:
        known = json.loads(text or "{}")
        self._came = {uid: Came(known.get(uid, came)) for uid, came in self._came.items()}
        self._draw()

    @property
    def initial_words(self) -> str:
        began = json.loads(self.initial)
        return "; ".join(
            f"{each.name} {self._said(Came(began[each.uid]))}" for each in self._members
        )

    def take_focus(self) -> None:
        self.query_one(MemberList).focus()

    def tick(self) -> None:
        """The marked one came; who did, did not."""
        marked = self._marked
        there = marked is not None and self._came[marked.uid] is Came.PRESENT
        self.mark(Came.ABSENT if there else Came.PRESENT)

    def mark(self, came: Came) -> None:
        """Says how the marked one came."""
        if (marked := self._marked) is not None:
            self._came[marked.uid] = came
            self._draw()
            self.changed()

    @property
    def _marked(self) -> Member | None:
        place = self.query_one(MemberList).highlighted
        return None if place is None else self._members[place]

    def _said(self, came: Came) -> str:
        return SAID[came][self._to_come]

    def _draw(self) -> None:
        listed = self.query_one(MemberList)
        marked = listed.highlighted or 0
        listed.clear_options()
        listed.add_options(self._line(each) for each in self._members)
        if self._members:
            listed.highlighted = marked

    def _line(self, of: Member) -> Table:
        """The box, what it means, and who it is, whose name is beneath itself where it is long."""
        seat = f" ({of.seat.words})" if of.seat is not Seat.MEMBER else ""
        person = f", {of.person.name}" if of.person else ""
        came = self._came[of.uid]
        name = one_line(f"{of.name}{seat}{person}")
        return hanging(f"[{MARKS[came]}]", f"{self._said(came):<13}", words=name)

    @on(MarkedList.OptionSelected)
    def _selected(self, event: MarkedList.OptionSelected) -> None:
        event.stop()
        self.tick()


def fields(meeting: Meeting) -> list[Field]:
    """The fields: of each member whether they came, and who else did."""
    guests = "; ".join(each.who for each in guests_of(meeting.parties))
    return [MembersField(meeting), Field("guests", "Guests", value=guests)]


def intro(meeting: Meeting) -> str:
    """The sentences on the lines, and on the field beneath."""
    if meeting.held is None:
        return (
            "All members are expected, but for those of whom you say another. "
            "Guests: who else comes, with semicolons between."
        )
    return (
        "All members came, but for those of whom you say another. "
        "Guests: who else came, with semicolons between."
    )


def given(typed: Typed) -> Mapping[str, str]:
    """The act's arguments: the members who were not there themselves, and all guests."""
    came = {uid: Came(how) for uid, how in json.loads(typed["members"]).items()}
    named = {
        field: "; ".join(uid for uid, its in came.items() if its is how) or NOBODY
        for how, field in FIELD_OF.items()
    }
    return {**named, "guests": typed["guests"].strip() or NOBODY}
