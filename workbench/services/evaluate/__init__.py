"""Recipes measured against what people coded: quality, effort, speed and memory."""
