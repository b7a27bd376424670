"""The acts: one module is one act and one transaction. They do not know each other."""
