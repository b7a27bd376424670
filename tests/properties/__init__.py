"""The laws, tried on many random projects."""
