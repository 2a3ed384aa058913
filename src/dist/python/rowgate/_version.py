"""The version of the program in this package; the build writes it."""

__version__ = "0"
