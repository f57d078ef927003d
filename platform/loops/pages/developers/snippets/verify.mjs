import { createHmac, timingSafeEqual } from "node:crypto";

export function isGenuine(body, headers, secret) {
  const expected = Buffer.from(createHmac("sha256", secret).update(body).digest("hex"));
  const given = Buffer.from(headers["x-loop-signature"] ?? "");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
