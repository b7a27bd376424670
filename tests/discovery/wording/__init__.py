"""Tests of the discovery wing."""
