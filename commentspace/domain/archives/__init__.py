"""A space whole: everything that belongs to it, row by row, taken out of one server and brought into another."""
