"""Lists of contests and honors."""
