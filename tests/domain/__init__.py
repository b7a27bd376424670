"""The nouns, the acts and the log, by example."""
