"""What goes out of the workbench."""
