"""Entry point of `python -m amrutam`, which runs the same commands as the program `amrutam`."""

from amrutam.cli import main

if __name__ == "__main__":
    main()
