"""The report of a review in words: one book of sections, from which the page and every file of it are made."""
