"""An audit as text: pure functions from an Audit to lines, Markdown and one HTML page."""
