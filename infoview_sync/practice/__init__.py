"""Preparation: the question bank, the coach and the letters. Pure; the texts and rules are JSON.

`web/shared/practice/` reads the same JSON; `tests/vectors/practice.json` pins both to one answer.
"""
