"""How many calls are served, of whom, in what time: product.md's figures, unless the operator sets others."""

from typing import Annotated, Any

from pydantic import Field
from pydantic_settings import BaseSettings


def most(description: str) -> Any:
    return Field(description=f"{description}; 0: any number.", ge=0, le=1_000_000_000)


class LimitSettings(BaseSettings):
    limit_secret_key: Annotated[int, most("Requests a minute with one secret key")] = 6_000
    limit_reads: Annotated[int, most("Reads a minute with publishable keys, of one address (IPv6: its /64)")] = 600
    limit_writes: Annotated[int, most("Writes a minute with publishable keys, of one visitor")] = 60
    limit_posts: Annotated[
        int, most("New posts, and as many comments, in ten minutes with publishable keys, of one visitor")
    ] = 30
    limit_refused_keys: Annotated[int, most("Calls a minute of one address that are refused with a 401")] = 30
    limit_sign_ins: Annotated[int, most("Steps of signing in by a provider a minute, of one address")] = 60
    limit_pages: Annotated[
        int, most("Pages, feeds and pictures of one board a minute, of one address (IPv6: its /64)")
    ] = 3_000
    limit_new_visitors: Annotated[
        int, most("Visitors an hour who begin to write on a board's pages, of one address (IPv6: its /64)")
    ] = 30
    limit_streams: Annotated[int, most("Open streams of one board, in each web worker")] = 1_000
    limit_streams_of_address: Annotated[int, most("Of these, those from one address (IPv6: its /64)")] = 100
    limit_address_factor: Annotated[
        int,
        Field(description="How many visitors' writes, posts and comments one address may make in all.", ge=1, le=1_000),
    ] = 10
