"""The papers of planning: views, a note to councillors, a ward's pack, the pilot's evaluation."""
