"""Streams: a board's public events as they happen, to all who listen, from one query a second in each process."""

from loops.streaming.feed import Streams, feeding, streams

__all__ = ["Streams", "feeding", "streams"]
