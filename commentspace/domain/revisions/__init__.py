"""The next revision of a document: prepared from a draft, aligned with the text before it, issued in one act."""
