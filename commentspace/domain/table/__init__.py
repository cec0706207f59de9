"""The moderators' table of all comments of a document: what is asked for, which rows that is, and how many of what."""
