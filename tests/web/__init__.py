"""Promises of the browser's door, kept without a browser: requests to the whole application, in one process."""
