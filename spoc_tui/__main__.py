"""`python -m spoc_tui`, and the `spoc` command."""

from __future__ import annotations


def main() -> None:
    """Runs the command line; without a verb it opens the desk."""
    from spoc_tui.cli import spoc

    spoc(prog_name="spoc")


if __name__ == "__main__":
    main()
