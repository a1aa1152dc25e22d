"""Feedback actions, who said it, who has been told; bulletins."""
