"""The plain pages: a board as it can be read without signing in, the apex, and what is said when there is none.

Each is complete without JavaScript; they send none.
"""
