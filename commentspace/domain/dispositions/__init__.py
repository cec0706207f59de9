"""Dispositions: the answers to comments, with their reasons; proposed, confirmed, superseded, and never erased."""
