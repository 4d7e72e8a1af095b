"""`python -m danvan.cli` is the command `danvan`."""

from danvan.cli import main

if __name__ == "__main__":
    main()
