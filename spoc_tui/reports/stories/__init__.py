"""The papers of stories: request, copy, tear-sheet note, list to Communications, fair shares."""
