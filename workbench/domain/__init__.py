"""The nouns and their laws: frozen dataclasses on the standard library alone."""
