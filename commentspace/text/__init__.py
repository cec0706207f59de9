"""Pure functions on words; nothing here reads a file, a clock or the database."""
