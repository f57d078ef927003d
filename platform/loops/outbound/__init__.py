"""Requests to a URL that a tenant chose: they go out into the world, never into the network that Loops stands in.

A name is looked at twice: when it is saved, to say so kindly, and where the socket connects, which decides.
"""

from loops.outbound.guard import Guard, Inside, UnwelcomeUrl
from loops.outbound.names import Names, asking
from loops.outbound.urls import parsed

__all__ = ["Guard", "Inside", "Names", "UnwelcomeUrl", "asking", "parsed"]
