"""What pages are made of; text that people wrote is only ever put in as text."""
