"""The verbs of stories beside those of their kinds."""
