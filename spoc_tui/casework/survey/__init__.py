"""The pulse survey: its rounds, what was answered, and what came of it."""
