"""Answers in matrices that moderators bring back: looked at, then given."""
