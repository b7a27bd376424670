"""Words for what was found: working titles, evidence and draft sentences, all taken from passages."""
