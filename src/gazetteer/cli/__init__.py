"""The `gazetteer` command. Importing it is cheap: what a command needs is imported when the command runs."""


def main() -> None:
    """Run the command line and leave the process with one of `gazetteer.cli.exits.ExitCode`; never returns."""
    from gazetteer.cli.app import run

    run()
