"""Sheets as offices send them, imported whole: one file of tests for each noun."""
