"""Word files (.docx, ISO/IEC 29500), read as Word prints them."""
