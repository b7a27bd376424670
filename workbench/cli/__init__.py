"""The command line: every act for scripts, and the way into the browser.

Each command opens the project, calls one service and prints what it says. With ``--json`` exactly
one JSON object goes to stdout; messages go to stderr. Exit 0 only on success, 1 for a failure that
was told, 2 for wrong usage. Services are imported inside the commands: ``--help`` stays quick.
"""
