"""The papers of the compact."""
