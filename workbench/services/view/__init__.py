"""View: what a screen or an export needs to show, as plain values; nothing here changes anything."""
