"""What is kept: SQLite through sqlite-utils, behind one Store."""
