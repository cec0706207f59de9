"""What tests need around them: a PostgreSQL, a browser, and what is said at the end of a run."""
