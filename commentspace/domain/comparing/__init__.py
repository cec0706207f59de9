"""Comparing two revisions of a document: their texts as they are stored, and the comments that led to each change."""
