"""The papers of money, and what is published of it."""
