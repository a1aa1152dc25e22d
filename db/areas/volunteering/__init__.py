"""What volunteering asks of the storage."""
