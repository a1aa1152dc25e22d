"""The command line: `spoc` opens the desk, and has a verb for each thing the officer can do.

It is `spoc_tui.cli.root.spoc`; nothing is imported here, so that quick.py can do without click.
"""
