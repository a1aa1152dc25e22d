"""What measures speed and memory; nothing here runs with the tests."""
