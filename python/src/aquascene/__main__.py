"""``python -m aquascene``: the command, by the interpreter that runs."""

from aquascene.cli import main

main(prog_name="aquascene")
