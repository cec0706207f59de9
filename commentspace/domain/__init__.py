"""The rules: what people may do with drafts and comments, and what then happens."""
