"""What of research can be imported from a sheet: one file for each noun."""
