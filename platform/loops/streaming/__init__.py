"""Streams: a board's public events as they happen, to all who listen, from one query a second in each process.

It imports nothing of its own: a worker only hints, and need not load what a web process serves.
"""
