"""What several importers of sent-in works share; each upper app declares its own nouns."""
