"""The command line as ``python -m incidents``, for where no command was installed."""

from incidents.cli import main

main()
