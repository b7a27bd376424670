"""The command line, by its runner and as a program."""
