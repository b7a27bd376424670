"""Tests of the finder and the masks."""
