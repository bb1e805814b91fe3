"""Commands that prepare the portal for its run."""
