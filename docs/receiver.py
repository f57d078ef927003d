"""A receiver of Loops' webhooks to try things with: it checks, and prints what is new.

python3 docs/receiver.py SECRET [PORT]     (Python's standard library is all it needs)
"""

import hmac
import json
import sys
import time
from email.message import Message
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

TOO_OLD = 5 * 60  # seconds: what was signed earlier may be a recording

seen: set[str] = set()  # events; keep yours where they outlive a restart
newest: dict[str, int] = {}  # by post, the highest `sequence` so far


def is_genuine(body: bytes, headers: Message, secret: str) -> bool:
    expected = hmac.new(secret.encode(), body, "sha256").hexdigest()
    is_signed = hmac.compare_digest(expected.encode(), headers.get("X-Loop-Signature", "").encode())
    return is_signed and abs(time.time() - int(headers.get("webhook-timestamp", 0))) < TOO_OLD


def news(event: dict[str, Any]) -> str:
    """A line for what is new, nothing for what came before, or after what is newer."""
    post, sequence = event.get("post"), event["sequence"]
    if event["id"] in seen:
        return ""
    seen.add(event["id"])
    if post and sequence < newest.get(post["id"], 0):
        return ""
    if post:
        newest[post["id"]] = sequence
    return f"{event['event']} {post['title']!r} ({post['status']}, {post['votes']} votes)" if post else event["event"]


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        genuine = is_genuine(body, self.headers, sys.argv[1])
        line = news(json.loads(body)) if genuine else "refused: not signed with this secret, or too old"
        if line:
            print(line, flush=True)
        self.send_response(204 if genuine else 401)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Only what arrives is printed."""


if __name__ == "__main__":
    server = HTTPServer(("127.0.0.1", int(sys.argv[2]) if len(sys.argv) > 2 else 9000), Receiver)
    print(f"listening on http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()
