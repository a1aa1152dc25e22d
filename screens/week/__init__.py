"""The week, in words, figures and pictures."""
