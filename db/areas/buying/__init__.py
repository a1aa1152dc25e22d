"""Buying: its papers, its figures, notices that come in, and what its records are linked to."""
