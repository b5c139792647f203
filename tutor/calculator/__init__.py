"""Numbers with their worked steps; no model, nothing of the notes."""
