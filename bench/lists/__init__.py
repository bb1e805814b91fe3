"""What the list bench measures against: a bare Django page, and Django admin's list of the same rows."""
