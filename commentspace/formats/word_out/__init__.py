"""Word out: a document as a Word file, with the comments on it as Word's own."""
