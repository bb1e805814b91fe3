"""Lists of the association's nouns, one declaration each."""
