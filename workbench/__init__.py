"""Make sense of what practitioners say, so that a service can change."""

__version__ = "0.1.0"
