"""Pure parts of the review engine."""
