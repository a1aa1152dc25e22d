"""What is taken out as files."""
