"""`python -m infoview_sync.cli` is `infoview`."""

from infoview_sync.cli import main

main()
