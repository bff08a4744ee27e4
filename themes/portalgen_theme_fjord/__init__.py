"""A calm theme over the one that ships: navigation along the top, wider lines, its own colours and letters; no code.

In: contexts of `portalgen.render`, everything else of `portalgen_theme`.  Out: looks.  Pure: yes.
Not its job: anything that the theme which it extends does well.
"""
