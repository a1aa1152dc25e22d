"""Everything, written out and read back."""
