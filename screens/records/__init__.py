"""What the screens of records of every kind share."""
