"""What things cost: time and memory against the number of passages."""
