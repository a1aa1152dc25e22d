"""Copies, and whether what is kept is whole."""
