"""A sample notebook: two years of one fictional student's networking, made from a seed."""
