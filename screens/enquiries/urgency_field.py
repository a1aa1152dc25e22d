"""How urgent an enquiry is: as its topic is by itself, until the officer says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.enquiries.logging_calls import usual_urgency
from screens.dialogs.choices import of_enum, with_key
from screens.widgets.fields import ChoiceField
from screens.widgets.picker import among
from spoc_tui.casework.enquiries.enquiry import Urgency

if TYPE_CHECKING:
    from db.store import Store


class UrgencyField(ChoiceField):
    """Follows the topic that is picked, and says so as it is."""

    def __init__(
        self, store: Store, topic: ChoiceField, *, urgency: Urgency = Urgency.NORMAL
    ) -> None:
        self._urgencies = of_enum(Urgency)
        picked = with_key(self._urgencies, urgency)
        super().__init__("urgency", "Urgency", among(self._urgencies), picked=picked)
        self._store = store
        self._topic = topic
        self._chosen = False
        topic.followed_by(self)

    @property
    def urgency(self) -> Urgency:
        """The urgency that was picked; while something else is typed, the usual."""
        return Urgency(self.picked.key) if self.picked else Urgency.NORMAL

    def begun(self) -> None:
        """What is otherwise than its topic was chosen so."""
        self._chosen = self.urgency is not self._usual()

    def changed(self) -> None:
        super().changed()
        self._chosen = True

    def follow(self) -> None:
        if not self._chosen:
            self.pick(with_key(self._urgencies, self._usual()))

    def _usual(self) -> Urgency:
        topic = self._topic.picked
        return usual_urgency(self._store, topic.key if topic else None)
