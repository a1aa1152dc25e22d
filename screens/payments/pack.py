"""Writes the Chief Finance Officer's pack to a file, in the form the officer chooses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from screens.dialogs.paper import WITH_EXCEL, write_paper, written_beside

if TYPE_CHECKING:
    from db.store import Store
    from screens.base import OfficerScreen


async def pack(screen: OfficerScreen, reference: str | None) -> None:
    """Asks for the form, writes the pack (of one complaint, or of all open ones) beside the
    database, and says where it is.
    """
    await write_paper(
        screen,
        f"Pack of {reference or 'all that is open'} as",
        lambda form: write_pack(screen.store, reference, form),
        "The pack is in",
        forms=WITH_EXCEL,
    )


def write_pack(store: Store, reference: str | None, form: str) -> Path:
    """Writes it; returns where it is."""
    from spoc_tui.reports.payments.pack import file_name
    from spoc_tui.reports.payments.pack_formats import PackFormat, pack_written

    facts = store.payments.pack(reference)
    return written_beside(store, file_name(facts, form), pack_written(facts, PackFormat(form)))
