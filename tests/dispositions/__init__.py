"""Answers to comments: given, proposed, confirmed, superseded, taken back."""
