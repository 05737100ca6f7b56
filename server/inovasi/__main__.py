"""``python -m inovasi``."""

from inovasi.cli import main

if __name__ == "__main__":
    main()
