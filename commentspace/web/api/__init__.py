"""The API for programs: the verbs that the pages use, in JSON, with a key in place of a browser's session."""
