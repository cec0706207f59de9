"""Readers and writers: files become drafts, and documents become files."""
