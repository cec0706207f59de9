"""The demo: three drafts, the people who review them, and what they say to each other."""
