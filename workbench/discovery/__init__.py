"""Texts in, candidates out: knows no database and no screen."""
