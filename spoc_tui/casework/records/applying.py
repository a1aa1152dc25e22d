"""Which acts apply to a record as it stands: one rule for footer, keys, palette and storage.

What there is on a kind, it says itself: casework/SUBJECT/acts.py, or for all declared kinds
casework/kinds/case_acts.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from spoc_tui.casework.errors import Refused
from spoc_tui.casework.records.acts import Acts, Need
from spoc_tui.casework.records.kinds import BY_HAND, DECLARED_KINDS, PACKAGE_OF
from spoc_tui.casework.records.shape import RecordCase


def _settings_from(room: str) -> Acts:
    found: Acts = import_module(f"spoc_tui.casework.{room}").ACTS
    return found


_BY_KIND: Mapping[str, Acts] = {
    **{
        kind.code: _settings_from(f"{PACKAGE_OF[kind.code]}.acts")
        for kind in BY_HAND
        if kind.prefix
    },
    **dict.fromkeys((kind.code for kind in DECLARED_KINDS), _settings_from("kinds.case_acts")),
}
CASES: Mapping[str, type[RecordCase]] = {kind: acts.case for kind, acts in _BY_KIND.items()}
"""By kind of record, what one is in full."""
NEEDS: Mapping[type[RecordCase], Mapping[str, Need]] = {
    acts.case: acts.needs for acts in _BY_KIND.values()
}
"""By kind of case, each act that there is on one, and what it needs."""
_ONE_OF: Mapping[type[RecordCase], Mapping[str, tuple[str, ...]]] = {
    acts.case: acts.one_of for acts in _BY_KIND.values()
}


def why_not(case: RecordCase, act: str) -> Refused | None:
    """Why an act does not apply to a record as it stands; None where it does."""
    try:
        NEEDS[type(case)][act](case)
    except Refused as refused:
        return refused
    return None


def acts_that_apply(case: RecordCase) -> frozenset[str]:
    """The acts that apply to a record as it stands."""
    return frozenset(act for act in NEEDS[type(case)] if why_not(case, act) is None)


def refusal(case: RecordCase, command: str) -> Refused | None:
    """Why a command does not apply to a record as it stands; None where one of its acts does."""
    refusals = [why_not(case, act) for act in acts_of(type(case), command)]
    return None if None in refusals else refusals[0]


def acts_of(kind: type[RecordCase], command: str) -> tuple[str, ...]:
    """The acts that a command does on a kind of case; none where it is not there on one."""
    alone = (command,) if command in NEEDS[kind] else ()
    return _ONE_OF[kind].get(command, alone)
