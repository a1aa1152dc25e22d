"""The history: who did what."""
