"""Pure parts of reports: narrative blocks."""
