"""Graph -> a file that another program opens. A format each: `write(reader, out, *, view, since, until) -> Summary`.

Promises that the same graph gives the same bytes, and that no file is left half written.
"""
