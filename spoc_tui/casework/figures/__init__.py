"""Figures: how they are rounded, and which counts are hidden."""
