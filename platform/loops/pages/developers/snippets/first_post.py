import json
from urllib.request import Request, urlopen

BOARD = "https://acme.your-loop.app"
KEY = "loop_sk_..."


def loops(method, path, body=None):
    headers = {
        "Authorization": f"Bearer {KEY}",
        "Content-Type": "application/json",
    }
    sent = json.dumps(body).encode() if body else None
    call = Request(f"{BOARD}/api/v1{path}", sent, headers, method=method)
    with urlopen(call) as answer:
        return json.load(answer)


# post an idea, in the name of one of your users
idea = {"title": "Dark mode", "external_user_id": "user-42"}
post = loops("POST", "/posts", idea)

# vote for it, in the name of somebody else
voter = {"external_user_id": "user-43"}
loops("PUT", f"/posts/{post['id']}/vote", voter)

# list what people ask for most
for post in loops("GET", "/posts?sort=top&limit=3")["posts"]:
    print(post["votes"], post["title"], post["url"])
