"""Enquiries on the command line (cli/every_kind.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.cli.every_kind import Printed

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.enquiries.enquiry import Case
    from spoc_tui.cli.desk import Desk
    from spoc_tui.cli.shapes import Shape


def _whole(desk: Desk, reference: str) -> tuple[Shape, str]:
    from spoc_tui.cli import words
    from spoc_tui.cli.enquiries import shapes

    case = desk.store.enquiries.get(reference)
    shape = shapes.whole_case(desk.store, case)
    links = desk.store.links.of(case.enquiry.uid)
    text = words.whole_case(
        case, shape["acknowledge_by_working"], shape["answer_by_working"], links
    )
    return shape, text


def _standing(store: Store, case: Case, shaped: bool) -> tuple[str, Shape]:
    from spoc_tui.cli import words
    from spoc_tui.cli.enquiries import shapes

    return words.standing(case.enquiry), shapes.case(store, case) if shaped else {}


PRINTED = Printed(whole=_whole, standing=_standing)
