"""The mail door: letters out, answers in."""
