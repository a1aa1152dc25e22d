"""Shared by the screens of records of every kind."""
