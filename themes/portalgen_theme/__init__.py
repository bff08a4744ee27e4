"""The theme that ships with portalgen: page templates, style, scripts, icons and words; no code.

In: contexts of `portalgen.render`.  Out: looks.  Pure: yes.  Not its job: deciding what stands on a page.
"""
