"""The desk on paper."""
