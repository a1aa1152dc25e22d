"""Storage: SQLite behind one Store."""
