"""The values that stages exchange: frozen, sorted, each in a file of its name.

In: nothing.  Out: types.  Pure: yes.  Not its job: reading, fetching, rendering.
"""
