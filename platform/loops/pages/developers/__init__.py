"""/developers: how anything that speaks HTTP is connected to a board.

A section is a file in `sections/`, in Markdown: the page is made from it, and the page's twin for machines is it. What
it shows of code is a file in `snippets/`, a program that runs.
"""
