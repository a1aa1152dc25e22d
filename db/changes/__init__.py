"""What every change leaves behind: its row in `change`, its seal, and how that is read."""
