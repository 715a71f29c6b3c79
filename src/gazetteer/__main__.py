"""`python -m gazetteer` is the `gazetteer` command."""

from gazetteer.cli import main

if __name__ == "__main__":
    main()
