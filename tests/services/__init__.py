"""The acts, on real projects and real files."""
