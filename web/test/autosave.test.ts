import assert from "node:assert/strict";
import { test } from "node:test";
import { Autosave, type Outcome, type State } from "../src/autosave.js";

/** A world of its own: time that moves when told, and a server that answers what it is told. */
class World {
  time = 0;
  sentAt: number[] = [];
  states: State[] = [];
  answer: Outcome | Error = "saved";
  answerTakes = 0;
  #timers: { at: number; run: () => void }[] = [];
  autosave = new Autosave({
    now: () => this.time,
    after: (ms, run) => this.#after(ms, run),
    send: () => this.#send(),
    show: (state) => this.states.push(state),
  });

  #after(ms: number, run: () => void): () => void {
    const timer = { at: this.time + ms, run };
    this.#timers.push(timer);
    return () => (this.#timers = this.#timers.filter((one) => one !== timer));
  }

  #send(): Promise<Outcome> {
    this.sentAt.push(this.time);
    const { answer } = this;
    return new Promise((resolve, reject) =>
      this.#after(this.answerTakes, () => (answer instanceof Error ? reject(answer) : resolve(answer))));
  }

  async pass(ms: number): Promise<void> {
    for (const end = this.time + ms; this.time < end; this.time += 100) {
      await this.#settle();
    }
    await this.#settle();
  }

  async #settle(): Promise<void> {
    for (let round = 0; round < 5; round++) {
      const due = this.#timers.filter((timer) => timer.at <= this.time);
      this.#timers = this.#timers.filter((timer) => timer.at > this.time);
      due.forEach((timer) => timer.run());
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async type(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 100) {
      this.autosave.changed();
      await this.pass(100);
    }
  }
}

test("saves 800 ms after the last key", async () => {
  const w = new World();
  await w.type(500);
  await w.pass(5000);
  assert.deepEqual(w.sentAt, [1200]);
  assert.equal(w.states.at(-1), "saved");
  assert.equal(w.autosave.unsaved, false);
});

test("saves at least every 2 s while typing goes on", async () => {
  const w = new World();
  await w.type(10_000);
  const gaps = w.sentAt.map((at, i) => at - (w.sentAt[i - 1] ?? 0));
  assert.ok(w.sentAt.length >= 4 && gaps.every((gap) => gap <= 2100), `saved at ${w.sentAt}`);
});

test("what is typed while a save is under way is saved after it", async () => {
  const w = new World();
  w.answerTakes = 1000;
  w.autosave.changed();
  await w.pass(1000);
  w.autosave.changed();
  await w.pass(5000);
  assert.equal(w.sentAt.length, 2);
  assert.equal(w.autosave.unsaved, false);
});

test("never two requests at once", async () => {
  const w = new World();
  w.answerTakes = 5000;
  await w.type(4000);
  w.autosave.flush();
  assert.equal(w.sentAt.length, 1);
});

test("without a connection it tries again, each time later, and keeps saying so", async () => {
  const w = new World();
  w.answer = new Error("no network");
  w.autosave.changed();
  await w.pass(120_000);
  const gaps = w.sentAt.slice(1).map((at, i) => at - (w.sentAt[i] ?? 0));
  assert.deepEqual(gaps.slice(0, 7), [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  assert.ok(w.autosave.pending);
  assert.deepEqual([...new Set(w.states.slice(2))], ["offline"]);
});

test("typing while offline is kept, and saved at once when the network is back", async () => {
  const w = new World();
  w.answer = "offline";
  w.autosave.changed();
  await w.pass(4000);
  w.autosave.changed();
  w.answer = "saved";
  w.autosave.flush();
  await w.pass(100);
  assert.equal(w.autosave.unsaved, false);
  assert.equal(w.states.at(-1), "saved");
});

test("a refused save is tried again: a new log-in elsewhere repairs it", async () => {
  const w = new World();
  w.answer = "refused";
  w.autosave.changed();
  await w.pass(1000);
  assert.equal(w.states.at(-1), "refused");
  w.answer = "saved";
  await w.pass(3000);
  assert.equal(w.states.at(-1), "saved");
});

test("a conflict ends saving", async () => {
  const w = new World();
  w.answer = "conflict";
  w.autosave.changed();
  await w.pass(2000);
  await w.type(5000);
  assert.equal(w.sentAt.length, 1);
  assert.equal(w.states.at(-1), "conflict");
});

test("nothing crosses a submit, and typing after a cancelled one saves again", async () => {
  const w = new World();
  w.autosave.changed();
  w.autosave.stop();
  await w.pass(3000);
  assert.equal(w.sentAt.length, 0);
  assert.equal(w.autosave.pending, false);
  w.autosave.changed();
  await w.pass(3000);
  assert.equal(w.sentAt.length, 1);
});

test("going to the background saves at once, and only what is new", async () => {
  const w = new World();
  w.autosave.flush();
  assert.equal(w.sentAt.length, 0);
  w.autosave.changed();
  w.autosave.flush();
  assert.deepEqual(w.sentAt, [0]);
});
