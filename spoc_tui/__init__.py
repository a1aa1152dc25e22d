"""spoc-tui: the single point of contact's desk."""

__version__ = "0.1.0"
