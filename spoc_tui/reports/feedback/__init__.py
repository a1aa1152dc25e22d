"""Feedback actions and bulletins."""
