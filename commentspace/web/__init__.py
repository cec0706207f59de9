"""The browser's door: forms and pages over the verbs of the domain."""
