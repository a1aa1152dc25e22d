"""The survey: verbs of its own."""
