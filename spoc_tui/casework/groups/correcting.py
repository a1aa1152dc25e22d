"""A decision changed after it was sent round: that is a correction, and says what it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.kinds.act import Change
from spoc_tui.casework.kinds.fields import fields_of

if TYPE_CHECKING:
    from spoc_tui.casework.groups.decision import Decision
    from spoc_tui.casework.kinds.now import Now

PRINTED = ("words", "item", "against", "opposed", "decided")
"""The fields that the notes say: where one is changed after they went out, that is a correction."""


def edits(one: Decision, changed: Mapping[str, Any], now: Now) -> Change:
    """What is changed after it was sent round is a correction, and says what it was; its number
    stays.
    """
    if "group" in changed:
        raise Refused(
            f"{one.named} has its number in {one.group.name}. Withdraw it, and begin another."
        )
    printed = [name for name in PRINTED if name in changed]
    if one.sent is None or not printed:
        return Change()
    correction = f"{show_day(now.today)}: {'; '.join(_was(one, name) for name in printed)}"
    told = "\n".join(filter(None, (one.corrections, correction)))
    return Change({"corrected": now.today, "corrections": told}, text="a correction")


def _was(one: Decision, name: str) -> str:
    """“the decision was “Open at 9””."""
    from spoc_tui.casework.kinds.values import described

    field, value = fields_of(type(one))[name], getattr(one, name)
    was = "blank" if value == field.blank else f"“{described(field, value)}”"
    return f"{field.label.lower()} was {was}"
