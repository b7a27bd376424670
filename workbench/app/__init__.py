"""The screens: Panel, and the only place that knows it."""
