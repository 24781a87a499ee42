import assert from "node:assert/strict";
import { test } from "node:test";
import { sendWithToken } from "../src/token.js";

/** A server that takes one token, and says which when it is asked with another. */
function server(takes: string, tells: string | null = takes) {
  const fields = [{ value: "old" }, { value: "old" }];
  const sent: string[] = [];
  const send = () => {
    const token = fields[0]?.value ?? "";
    sent.push(token);
    const status = token === takes ? 204 : 403;
    return Promise.resolve({ status, headers: { get: (name: string) => (name === "X-Loket-Csrf" && status === 403 ? tells : null) } });
  };
  return { fields, sent, answer: () => sendWithToken(() => fields, send) };
}

test("a form with a token of before the log-in is sent again with the fresh one, and so is every other form", async () => {
  const s = server("new");
  assert.equal((await s.answer()).status, 204);
  assert.deepEqual(s.sent, ["old", "new"]);
  assert.deepEqual(s.fields.map((field) => field.value), ["new", "new"]);
});

test("a refusal without a token stays a refusal", async () => {
  const s = server("new", null);
  assert.equal((await s.answer()).status, 403);
  assert.deepEqual(s.sent, ["old"]);
});

test("a fresh token that is refused too is not tried for ever", async () => {
  const s = server("none", "other");
  assert.equal((await s.answer()).status, 403);
  assert.deepEqual(s.sent, ["old", "other"]);
});
