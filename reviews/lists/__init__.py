"""Lists of the review engine."""
