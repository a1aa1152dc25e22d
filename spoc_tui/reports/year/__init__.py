"""The paper of a year, for the Cabinet."""
