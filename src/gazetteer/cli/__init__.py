"""The `gazetteer` command. Importing it is cheap: what a command needs is imported when the command runs."""

import os


def main() -> None:
    """Run the command line and leave the process with one of `gazetteer.cli.exits.ExitCode`; never returns."""
    # numpy's algebra library starts a thread per processor that spins for a while; nothing here multiplies matrices.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from gazetteer.cli.collecting import keep_all, without_collection

    with without_collection():
        from gazetteer.cli.app import run

    try:
        run()
    finally:
        keep_all()
