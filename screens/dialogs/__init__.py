"""Dialogs: how the officer is asked."""
