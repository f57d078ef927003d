const board = "https://acme.your-loop.app";
const key = "loop_sk_...";

async function loops(method, path, body) {
  const answer = await fetch(`${board}/api/v1${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${key}`,
      "Content-Type": "application/json",
    },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

// post an idea, in the name of one of your users
const idea = { title: "Dark mode", external_user_id: "user-42" };
const post = await loops("POST", "/posts", idea);

// vote for it, in the name of somebody else
const voter = { external_user_id: "user-43" };
await loops("PUT", `/posts/${post.id}/vote`, voter);

// list what people ask for most
const { posts } = await loops("GET", "/posts?sort=top&limit=3");
for (const { votes, title, url } of posts) console.log(votes, title, url);
