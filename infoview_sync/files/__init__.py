"""Files that people bring: bytes in, people out, with every refusal named.

This layer reads and decides; it writes nothing and knows no log. The life of an import:
`reading` (a path or stream) → `recognise` (which reader serves) → `linkedin` (people and refused
rows, as `found` values) → `matching` (who of them is new, known or changed). The command line
turns those decisions into events.
"""
