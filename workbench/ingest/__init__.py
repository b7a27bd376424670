"""Files in, texts and passages out: readers, column mapping, segmentation."""
