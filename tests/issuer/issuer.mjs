// A real OpenID Connect issuer on loopback, that signs in whoever it was last told to, unasked. Ends with its stdin.
// POST /next {sub, name, email, email_verified} tells it. Prints its address as soon as it listens.

import { createServer } from "node:http";
import { generateKeyPairSync } from "node:crypto";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

const require = createRequire(`${process.argv[2]}/package.json`);
const { default: Provider } = await import(require.resolve("oidc-provider"));

const clients = JSON.parse(process.argv[3]);
const people = new Map();
let next = "ada";

const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });
const server = createServer();
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const address = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(address, {
  clients,
  jwks: { keys: [{ ...key, kid: "first", alg: "RS256", use: "sig" }] },
  cookies: { keys: ["not a secret: nobody but the tests comes here"] },
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  findAccount: (ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
});
provider.on("server_error", (ctx, error) => console.error(error));

async function agreed(request, response) {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (next === "nobody") {
    return provider.interactionFinished(request, response, { error: "access_denied" });
  }
  if (prompt.name === "login") {
    return provider.interactionFinished(request, response, { login: { accountId: next } });
  }
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope("openid email profile");
  const consent = { grantId: await grant.save() };
  return provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
}

async function told(request, response) {
  const { sub, ...claims } = JSON.parse(await text(request));
  people.set(sub, claims);
  next = sub;
  response.writeHead(204).end();
}

const oidc = provider.callback();
server.on("request", (request, response) => {
  const handled = request.url === "/next" ? told : request.url.startsWith("/interaction/") ? agreed : oidc;
  Promise.resolve(handled(request, response)).catch((error) => {
    console.error(error);
    response.writeHead(500).end(String(error));
  });
});
process.stdin.on("end", () => process.exit()).resume();
console.log(address);
