"""Kinds of documents: what each proposes from the records, and how it is built for printing."""
