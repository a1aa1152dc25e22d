"""Verbs of prescribing beside those of its kinds."""
