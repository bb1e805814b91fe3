"""What of contests can be imported from a sheet: one file for each noun."""
