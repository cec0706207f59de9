"""The live door: what has been committed reaches the pages that are open."""
