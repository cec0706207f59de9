"""Whether mail works here: what an operator is told of settings, servers, records and a letter sent round."""

from commentspace.mail.checkup.findings import Finding, bad, good, odd

__all__ = ["Finding", "bad", "good", "odd"]
