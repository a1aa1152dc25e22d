"""Payment complaints, and late payment."""
