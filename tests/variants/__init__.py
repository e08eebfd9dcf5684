"""100 variants of the seed article's facts, what a reader should find in each, and a judge of what was found.

The persons partly hold the office they are given here and are partly made up; every meeting and every word of
theirs is an exercise and no record of an event.
"""
