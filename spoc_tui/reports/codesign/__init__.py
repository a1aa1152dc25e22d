"""The papers of co-design: invitation letter, what we heard, events to come, who was briefed."""
