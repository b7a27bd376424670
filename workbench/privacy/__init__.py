"""Identifiers found in what people wrote, and masked: pure functions over text, no project, no screen."""
