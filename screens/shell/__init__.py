"""Under every screen: errors, keys in order, the second process, the window's watch."""
