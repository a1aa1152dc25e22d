"""Small parts that two screens share."""
