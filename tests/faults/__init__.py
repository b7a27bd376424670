"""What must not be lost when something goes wrong."""
