"""The history as it is written: each change's row in `change`, and the seal of each action."""
