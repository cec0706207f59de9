"""Templates, languages and times: the parts of a page that more than one door shows."""
