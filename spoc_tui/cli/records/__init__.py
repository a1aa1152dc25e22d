"""What records of every kind share."""
