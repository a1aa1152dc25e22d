"""The verbs of planning beside those of its kinds."""
