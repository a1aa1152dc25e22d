"""Readers of outside files: registers and lists become plain records."""
