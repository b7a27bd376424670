"""Tests of the readers, the column mapping and the segmentation."""
