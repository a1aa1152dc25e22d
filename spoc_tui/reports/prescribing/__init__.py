"""Papers of prescribing."""
