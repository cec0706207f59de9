"""Word files with the labels that are printed in them, one for each feature of automatic numbers."""
