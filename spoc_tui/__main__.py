"""`python -m spoc_tui`, and the `spoc` command."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Runs the command line; without a verb it opens the desk."""
    # What is made while starting lives to the end: collecting it meanwhile would cost a tenth of
    # the start. A verb turns the collector on again, the desk once it is painted.
    gc.disable()
    from spoc_tui.cli.desk import Desk

    args = sys.argv[1:]
    if args[:1] == ["find"]:
        from spoc_tui.cli.search.quick import answered as done_quickly
    else:
        from spoc_tui.cli.quick_desk import opened as done_quickly
    try:
        if not done_quickly(args, Desk()):
            from spoc_tui.cli.root import spoc

            spoc(prog_name="spoc")
    finally:
        # The end gives all of it back at once: looking through it first takes a tenth of a verb.
        gc.freeze()


if __name__ == "__main__":
    main()
