"""One module a kind of file, each a reader that `workbench.ingest.readers` asks in turn."""
