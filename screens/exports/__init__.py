"""Exports, as files."""
