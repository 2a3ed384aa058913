"""`python -m rowgate`: the program itself."""

from ._program import main

main()
