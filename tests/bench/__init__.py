"""The benchmark: ratios against a raw baseline of the same run, never times alone (DESIGN)."""
