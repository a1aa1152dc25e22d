"""Shared by records of every kind."""
