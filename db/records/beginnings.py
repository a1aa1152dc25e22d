"""How what begins with some letters is looked for; it loads nothing, for each search asks it."""

LAST_CHARACTER = "\U0010ffff"
"""Sorts after every character: the end of “begins with”."""
