"""Run the command line with ``python -m contractcheck``."""

from contractcheck.cli.main import main

if __name__ == "__main__":
    main()
