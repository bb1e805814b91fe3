"""What of the association can be imported from a sheet: one file for each noun; the engine is the back office's."""
