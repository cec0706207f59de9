"""Speaking for others: delegations, who belongs to them, and who submits what they say."""
