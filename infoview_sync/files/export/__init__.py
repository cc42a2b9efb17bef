"""What people take away: rows in, bytes out. Nothing here opens a notebook or a file.

One module a format; `cli/exporting` asks the notebook, or a cut of it, and writes the bytes.
"""
