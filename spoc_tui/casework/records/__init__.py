"""What the records of every kind share."""
