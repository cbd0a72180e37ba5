"""``python -m aquascene``: the command, by the interpreter that runs."""

from aquascene.cli import main
from aquascene.workers.jobs import end_with_daemon

end_with_daemon()
main(prog_name="aquascene")
