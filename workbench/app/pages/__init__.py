"""One module for each page; pages do not know each other."""
