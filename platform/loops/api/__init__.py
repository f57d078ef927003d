"""/api/v1: a resource is a file of its own, and a line here."""

from quart import Blueprint

from loops import limits
from loops.api.audit import audit
from loops.api.changelog import changelog
from loops.api.comments import comments
from loops.api.deletion import deletion
from loops.api.deliveries import deliveries
from loops.api.domains import domains
from loops.api.events import events
from loops.api.held import held
from loops.api.identity_secret import identity_secret
from loops.api.invites import invites
from loops.api.keys import keys
from loops.api.logo import logo
from loops.api.me import me
from loops.api.members import members
from loops.api.merging import merges
from loops.api.organisations import organisations
from loops.api.posts import posts
from loops.api.replays import replays
from loops.api.sessions import sessions
from loops.api.sign_in_provider import sign_in_provider
from loops.api.similar import similar
from loops.api.statuses import statuses
from loops.api.stream import stream
from loops.api.tenant import board
from loops.api.users import users
from loops.api.votes import votes
from loops.api.webhook_secrets import webhook_secrets
from loops.api.webhooks import webhooks
from loops_tenants.access import find_actor
from loops_tenants.errors import Unauthorized

api = Blueprint("api", __name__, url_prefix="/api/v1")
api.before_request(find_actor)
api.before_request(limits.count_call)
api.after_request(limits.announce)
api.register_error_handler(Unauthorized, limits.refused_key)
for resource in (
    posts,
    held,
    similar,
    merges,
    votes,
    comments,
    statuses,
    changelog,
    keys,
    webhooks,
    webhook_secrets,
    deliveries,
    replays,
    events,
    stream,
    audit,
    users,
    board,
    logo,
    identity_secret,
    domains,
    sessions,
    sign_in_provider,
    me,
    members,
    invites,
    deletion,
    organisations,
):
    api.register_blueprint(resource)
