"""What is taken away, format by format."""
