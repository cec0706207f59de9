"""Files that are broken, or made to break what reads them: each is read, or refused with a sentence."""
