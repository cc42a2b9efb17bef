"""Files into the notebook: what a file would change (`plan`), and doing it (`writing`, `own`).

The one part of this layer that writes. The command line and the server both come in here, so that
what the app previews is what `infoview import` does.
"""
