"""The papers of premises."""
