"""Who may read and who has written: keys, seals, signatures, wrapping, pairing; pure, without I/O.

Standard constructions only, all from `cryptography`. Secrets and randomness come as arguments;
web/worker/keys does the same, and tests/vectors holds both to the same bytes.
"""
