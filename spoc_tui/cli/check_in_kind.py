"""Check-ins on the command line (cli/every_kind.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.cli.every_kind import Printed

if TYPE_CHECKING:
    from spoc_tui.cli.desk import Desk


def _show(desk: Desk, uid: str) -> None:
    from spoc_tui.cli.check_ins import say_whole

    say_whole(desk, uid)


PRINTED = Printed(show=_show)
