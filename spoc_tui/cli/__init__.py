"""The command line: `spoc` opens the desk, and has a verb for each thing the officer can do."""

from spoc_tui.cli.root import spoc

__all__ = ["spoc"]
