"""Which commands apply to a declared record as it stands (casework/records/applying.py)."""

from __future__ import annotations

from spoc_tui.casework.errors import Refused
from spoc_tui.casework.kinds.case import DeclaredCase
from spoc_tui.casework.records.acts import EVERY_KIND, Acts, Need, open_for
from spoc_tui.casework.records.references import in_full


def _declared(act: str) -> Need:
    """The need of an act of a declared kind, as its declaration says."""

    def need(case: DeclaredCase) -> None:
        from spoc_tui.casework.kinds.shared_acts import acts_of as acts_of_kind

        acts_of_kind(case.kind)[act].check(case.record)

    return need


def _require_next(case: DeclaredCase) -> None:
    """Refuses where no act of its kind comes next, nor an edit that is looked for among them."""
    from spoc_tui.casework.kinds.shared_acts import next_acts

    edits = case.record.is_open and case.kind.edited_as
    if not (edits or next_acts(case.kind, case.record)):
        raise Refused(f"Nothing comes next on {in_full(case.record)}.")


def _require_organisation(case: DeclaredCase) -> None:
    if case.record.organisation is None:
        raise Refused(f"{in_full(case.record)} has no organisation.")


ACTS = Acts(
    case=DeclaredCase,
    needs={
        **EVERY_KIND,
        "organisation": _require_organisation,
        "promise": _declared("promise"),
        "close": _declared("close"),
        "reopen": _declared("reopen"),
        "stage": _require_next,
        "edit": open_for("change it"),
    },
    one_of={
        "close": ("close", "reopen"),
    },
)
