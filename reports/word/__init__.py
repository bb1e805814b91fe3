"""Reports as Word files: the same frozen document that the PDF is printed from."""
