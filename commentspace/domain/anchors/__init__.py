"""Where comments stand in each revision: derived from the revision before, with a verdict, and settled by people."""
