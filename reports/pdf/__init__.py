"""The PDF engine: a document as plain data in, a printed A4 file out; its rooms and the schema stand in README.md."""
