"""Run tlc as ``python -m tlc``."""

from tlc.cli import main

if __name__ == "__main__":
    main()
