"""A noun each. Tortoise finds its models here; `loops` hands plugins what they need."""

from loops.models.audit import AuditEntry
from loops.models.changelog import ChangelogEntry, ChangelogPost
from loops.models.comment import Comment
from loops.models.delivery import Attempt, Delivery
from loops.models.event import Event
from loops.models.history import PostHistory
from loops.models.kept_answer import KeptAnswer
from loops.models.post import Post
from loops.models.replay import Replay
from loops.models.status import Status
from loops.models.total import PostTotal
from loops.models.vote import Vote
from loops.models.webhook import Webhook

__all__ = [
    "Attempt",
    "AuditEntry",
    "ChangelogEntry",
    "ChangelogPost",
    "Comment",
    "Delivery",
    "Event",
    "KeptAnswer",
    "Post",
    "PostHistory",
    "PostTotal",
    "Replay",
    "Status",
    "Vote",
    "Webhook",
]
