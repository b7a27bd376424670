"""Domain objects to and from foreign formats: pure, no database."""
