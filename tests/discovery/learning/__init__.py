"""What learning from decisions must do, on written and on real passages."""
