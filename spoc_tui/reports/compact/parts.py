"""What the papers of the compact have alike."""

from __future__ import annotations

NO_LAW = (
    "It is an agreement in good faith: no law enforces it, and it gives nobody a right to money."
)
