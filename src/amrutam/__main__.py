"""`python -m amrutam`."""

from amrutam.cli import main

if __name__ == "__main__":
    main()
