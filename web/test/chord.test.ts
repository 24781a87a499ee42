import assert from "node:assert/strict";
import { test } from "node:test";
import { ariaKeyShortcuts, matches, parseChord, parseChords, worksInText, type Press } from "../src/chord.js";

function press(key: string, more: Partial<Press> = {}): Press {
  return { key, code: "", ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...more };
}
const hit = (text: string, p: Press): boolean => parseChords(text).some((chord) => matches(chord, p));

test("a switched-off chord is no chord", () => {
  assert.deepEqual(parseChords(""), []);
  assert.deepEqual(parseChords(undefined), []);
});

test("nonsense is left out and the rest still works", () => {
  assert.deepEqual(parseChords("Ctrl+ Foo+K F2").map((chord) => chord.key), ["f2"]);
  assert.equal(parseChord("Ctrl"), undefined);
});

test("modifiers must be the same, not just included", () => {
  assert.ok(hit("Ctrl+Enter", press("Enter", { ctrlKey: true })));
  assert.ok(!hit("Ctrl+Enter", press("Enter")));
  assert.ok(!hit("Ctrl+Enter", press("Enter", { ctrlKey: true, shiftKey: true })));
  assert.ok(!hit("F2", press("F2", { altKey: true })));
});

test("case of letter and notation does not count", () => {
  assert.ok(hit("alt+r", press("R", { altKey: true })));
  assert.ok(hit("Alt+R", press("r", { altKey: true })));
});

test("a sign is found wherever the keyboard has it", () => {
  assert.ok(hit("F1 ?", press("?", { shiftKey: true })));
  assert.ok(hit("F1 ?", press("?")));
  assert.ok(!hit("a", press("A", { shiftKey: true })));
});

test("Alt that types another sign is read from the place of the key", () => {
  assert.ok(hit("Alt+R", press("®", { altKey: true, code: "KeyR" })));
  assert.ok(hit("Alt+1", press("¡", { altKey: true, code: "Digit1" })));
  assert.ok(!hit("Alt+R", press("p", { altKey: true, code: "KeyR" })), "on another layout the letter counts");
});

test("only chords that type nothing work inside text", () => {
  const inText = (text: string): boolean => parseChords(text).every(worksInText);
  assert.ok(inText("Ctrl+Enter F1 Alt+R"));
  assert.ok(!inText("?"));
  assert.ok(!inText("Shift+A"));
  assert.ok(!inText("Enter"));
});

test("space and plus have names", () => {
  assert.ok(hit("Ctrl+Space", press(" ", { ctrlKey: true })));
  assert.ok(hit("Ctrl+Plus", press("+", { ctrlKey: true, shiftKey: true })));
});

test("aria-keyshortcuts writes Control in full", () => assert.equal(ariaKeyShortcuts("Ctrl+Enter F2"), "Control+Enter F2"));
