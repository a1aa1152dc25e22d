"""What equality asks of the storage."""
