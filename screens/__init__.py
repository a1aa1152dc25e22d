"""What the officer sees: one screen a file, its stylesheet beside it."""
