"""The papers of equality."""
