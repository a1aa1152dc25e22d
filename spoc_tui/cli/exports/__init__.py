"""Everything, written out."""
