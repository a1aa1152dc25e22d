"""How lists mark what is urgent: by a word, which needs no colour and can be read out."""

from __future__ import annotations

URGENT_MARK = "URGENT"


def marked(subject: str) -> str:
    """“URGENT A child at risk”: the subject of what is urgent, as every list shows it."""
    return f"{URGENT_MARK} {subject}"
