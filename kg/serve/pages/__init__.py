"""Views -> HTML: each module makes one kind of page.

Pages need no script and load nothing from elsewhere. All text goes through `html.tag`, which escapes it.
"""
