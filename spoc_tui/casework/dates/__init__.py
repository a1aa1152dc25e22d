"""Days, times and moments: typed, counted, shown."""
