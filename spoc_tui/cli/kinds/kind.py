"""Records of declared kinds on the command line (cli/every_kind.py): the same for all. No
declaration is imported for it.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from spoc_tui.cli.every_kind import EquivalentVerb, Printed

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.case import DeclaredCase
    from spoc_tui.casework.records.kinds import RecordKind
    from spoc_tui.cli.desk import Desk
    from spoc_tui.cli.shapes import Shape

SHARED_VERBS = frozenset({"edit", "close", "reopen"})
"""The verbs that every declared kind has among its own."""


@cache
def printed(kind: RecordKind) -> Printed:
    """What the records of a declared kind say."""
    group = f"{kind.area} {kind.code}"
    return Printed(
        whole=partial(_whole, kind.code),
        standing=_standing,
        group=group,
        ways={verb: EquivalentVerb(f"{group} {verb}") for verb in SHARED_VERBS},
    )


def _whole(kind: str, desk: Desk, reference: str) -> tuple[Shape, str]:
    from spoc_tui.cli.kinds.verbs import whole

    return whole(desk, kind, reference)


def _standing(store: Store, case: DeclaredCase, shaped: bool) -> tuple[str, Shape]:
    from spoc_tui.cli.kinds import shapes as kind_shapes
    from spoc_tui.cli.kinds import words as kind_words

    dues = store.declared(case.kind_code).dues(case.record)
    shape = kind_shapes.records(store, case.kind, [case.record])[0] if shaped else {}
    return kind_words.standing(case.record, dues), shape
