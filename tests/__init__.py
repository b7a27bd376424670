"""Tests of the workbench; they mirror its folders."""
