"""Records of declared kinds on the screens (screens/records/every_kind.py): the same for all."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import TYPE_CHECKING

from screens.records.every_kind import Shown

if TYPE_CHECKING:
    from rich.console import Group

    from db.store import Store
    from screens.base import OfficerScreen
    from screens.records.every_kind import ActOnScreen
    from spoc_tui.casework.kinds.case import DeclaredCase
    from spoc_tui.casework.records.shape import RecordCase


@cache
def shown(kind: str) -> Shown:
    """What the records of a declared kind say, by its code."""
    return Shown(
        page=partial(_page, kind),
        form=partial(_form, kind),
        from_record=partial(_from_record, kind),
        acts=_acts,
        own_act=_own_act,
        drawn=_drawn,
    )


def _page(kind: str, uid: str) -> OfficerScreen:
    from screens.kinds.page import DeclaredPage

    return DeclaredPage(kind, uid)


def _form(kind: str, draft_uid: str) -> OfficerScreen:
    from screens.kinds.form import DeclaredForm

    return DeclaredForm(kind, draft_uid=draft_uid)


def _from_record(kind: str, case: RecordCase) -> OfficerScreen:
    from screens.kinds.form import DeclaredForm

    return DeclaredForm(kind, begun_from=case)


def _acts() -> Mapping[str, ActOnScreen]:
    from screens.kinds.acts import DECLARED_ACTS

    return DECLARED_ACTS


def _own_act(name: str) -> ActOnScreen:
    from screens.kinds.acts import do
    from spoc_tui.casework.kinds.shared_acts import acts_of

    return lambda screen, case: do(screen, case, acts_of(case.kind)[name])


def _drawn(store: Store, case: DeclaredCase) -> Group:
    from screens.kinds.view import drawn_record

    dues = store.declared(case.kind_code).dues(case.record)
    return drawn_record(case, dues, store.today())
