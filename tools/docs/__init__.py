"""The generator of the reference pages in docs/: one module a kind of page, each with `pages()`."""
