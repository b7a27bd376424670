"""What people decided, put to use: a space, heads, offers with probabilities, and what to ask."""
