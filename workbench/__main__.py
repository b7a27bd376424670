"""``python -m workbench``: the command line; from a bare checkout it sets itself up first."""

from workbench.bootstrap import run

run()
