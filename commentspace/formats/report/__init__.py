"""A report as files: a workbook with charts, and a Word file."""
