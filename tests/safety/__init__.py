"""The canary test of `SAFETY.md`: what is private, held or withdrawn reaches nobody whom it is not for, by no door."""
