// What pages do at once where scripts run. Each of them works without: a form posts, and the next page says how it went.
const root = document.documentElement;
const said = document.getElementById("said");
const say = (text) => (said.textContent = text);
const shown = (n) => n.toLocaleString(root.lang);

// A vote counts as soon as it is given, and is taken back where the server did not take it.
const setVote = (form, voted, votes) => {
  form.querySelector("button").setAttribute("aria-pressed", voted);
  form.elements.wish.value = voted ? "take back" : "give";
  form.querySelector("b").textContent = shown(votes);
  form.dataset.votes = votes;
};

async function vote(form) {
  if (form.dataset.busy) return;
  const before = form.elements.wish.value === "take back";
  const votes = Number(form.dataset.votes);
  const body = new URLSearchParams(new FormData(form));
  form.dataset.busy = true;
  setVote(form, !before, votes + (before ? -1 : 1));
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.error.message);
    setVote(form, told.voted, told.votes);
    say(told.voted ? form.dataset.given : form.dataset.taken);
  } catch (error) {
    setVote(form, before, votes);
    say(form.dataset.failed);
    if (!navigator.onLine) return;
    form.submit(); // the page that follows says why
  } finally {
    delete form.dataset.busy;
  }
}

function choose(form, button) {
  const life = button.value ? 31536000 : 0;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `loops-theme=${button.value}; path=/; max-age=${life}; samesite=lax${secure}`;
  if (button.value) root.dataset.theme = button.value;
  else delete root.dataset.theme;
  document.querySelector("meta[name=color-scheme]").content = button.value || "light dark";
  for (const one of form.querySelectorAll("button")) one.setAttribute("aria-pressed", one === button);
}

addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches(".vote")) {
    event.preventDefault();
    vote(form);
  } else if (form.matches(".theme")) {
    event.preventDefault();
    choose(form, event.submitter);
  } else if (form.method === "post") {
    // Sent once, however often the button is pressed.
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = true;
  }
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-sent]")) delete form.dataset.sent;
});

// What others do is seen while one looks on. Nobody looks at a tab that is hidden.
const names = ["post.created", "post.updated", "post.status_changed", "post.deleted", "post.merged", "comment.created"];
let stream, waiting;

function listen() {
  stream?.close();
  stream = undefined;
  if (document.hidden) return;
  stream = new EventSource(document.body.dataset.live);
  for (const name of ["vote.created", "vote.deleted"]) stream.addEventListener(name, count);
  for (const name of names) stream.addEventListener(name, () => refresh(name));
  stream.onerror = () => {
    if (stream?.readyState === EventSource.CLOSED) setTimeout(listen, 10000); // refused: browsers leave it at that
  };
}

function count({ data }) {
  const { post } = JSON.parse(data);
  for (const form of document.querySelectorAll(`form[data-post="${post.id}"]`)) {
    if (form.dataset.busy) continue;
    form.querySelector("b").textContent = shown(post.votes);
    form.dataset.votes = post.votes;
  }
}

// Parts of the page that an event changes are taken from the page as it is now, unless somebody is busy in them.
function refresh(name) {
  const stale = [...document.querySelectorAll("[data-fresh]")].filter((part) => name.startsWith(part.dataset.fresh));
  if (!stale.length) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const call = new XMLHttpRequest();
    call.open("GET", location.href);
    call.responseType = "document";
    call.onload = () => {
      for (const part of stale) {
        const now = call.status === 200 && call.response.getElementById(part.id);
        if (now && !part.contains(document.activeElement)) part.replaceWith(document.adoptNode(now));
      }
    };
    call.send();
  }, 200);
}

if (document.body.dataset.live) {
  addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => stream?.close());
  addEventListener("pageshow", listen);
}

// While somebody writes a title, what is there already is offered.
const title = document.querySelector("[data-similar]");
const offered = document.getElementById("similar");
let typing, asked;

async function offer() {
  const words = title.value.trim();
  if (words.length < 3 || words === asked) return;
  asked = words;
  const answer = await fetch(`${title.dataset.similar}?${new URLSearchParams({ title: words })}`).catch(() => null);
  if (!answer?.ok || words !== title.value.trim()) return;
  const { posts } = await answer.json();
  offered.hidden = !posts.length;
  offered.querySelector("ol").replaceChildren(...posts.map(item));
  if (posts.length) title.form.elements.seen.value = "yes";
}

function item(post) {
  const line = document.createElement("li");
  const head = document.createElement("h3");
  const link = document.createElement("a");
  const votes = document.createElement("b");
  link.href = `/posts/${post.id}`;
  link.textContent = post.title;
  head.dir = "auto";
  head.append(link);
  votes.textContent = shown(post.votes);
  line.append(votes, head);
  return line;
}

title?.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(offer, 250);
});

// Copy what stands beside the button.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.parentElement.querySelector("code").textContent.trim());
    say(button.dataset.copied);
    const label = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = label), 2000);
  });
}
