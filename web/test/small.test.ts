import assert from "node:assert/strict";
import { test } from "node:test";
import { destination } from "../src/arrows.js";
import { formatElapsed } from "../src/duration.js";

test("a duration is mm:ss, and from an hour h:mm:ss", () => {
  assert.equal(formatElapsed(0), "00:00");
  assert.equal(formatElapsed(134_900), "02:14");
  assert.equal(formatElapsed(3_600_000), "1:00:00");
});

test("a PC whose clock is behind shows no negative time", () => assert.equal(formatElapsed(-5000), "00:00"));

test("arrows go from the field to the first result, stop at the last, and return to the field", () => {
  assert.equal(destination("ArrowDown", -1, 3), 0);
  assert.equal(destination("ArrowDown", 2, 3), 2);
  assert.equal(destination("ArrowUp", 0, 3), -1);
});

test("Home and End belong to the text while the field has the focus", () => {
  assert.equal(destination("Home", -1, 3), undefined);
  assert.equal(destination("End", 1, 3), 2);
});

test("without results every key belongs to the field", () => assert.equal(destination("ArrowDown", -1, 0), undefined));
