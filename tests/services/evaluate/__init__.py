"""Simulated evenings, counted by hand, and recipes measured."""
