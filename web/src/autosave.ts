// When to save: a small machine with time and sending passed in, so that it can be tested without a browser.

export type Outcome = "saved" | "offline" | "refused" | "conflict";
export type State = "fresh" | "changed" | "busy" | Outcome;

export interface Outside {
  now(): number;
  /** Calls back after the delay; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
  send(): Promise<Outcome>;
  show(state: State): void;
}

export const QUIET_MS = 800;
export const AT_LEAST_EVERY_MS = 2000;
const RETRY_FIRST_MS = 1000;
const RETRY_MOST_MS = 30_000;

export class Autosave {
  /** There is text that no answer has confirmed yet. */
  unsaved = false;
  state: State = "fresh";

  #outside: Outside;
  #changes = 0;
  #unsavedSince = 0;
  #failures = 0;
  #inFlight = false;
  #stopped = false;
  #cancel: () => void = () => {};

  constructor(outside: Outside) {
    this.#outside = outside;
  }

  /** Text that would be lost if the page went away now. While the form itself is being sent, that carries it. */
  get pending(): boolean {
    return this.unsaved && !this.#stopped;
  }

  changed(): void {
    if (this.state === "conflict") return;
    // Typing after a submit: the page is still here, so the submit was cancelled or answered without leaving.
    this.#stopped = false;
    this.#changes += 1;
    if (!this.unsaved) {
      this.unsaved = true;
      this.#unsavedSince = this.#outside.now();
    }
    if (this.#inFlight || this.#failures > 0) return;
    this.#show("changed");
    this.#plan();
  }

  /** Now, if there is something to save: the page is going to the background, or the network is back. */
  flush(): void {
    if (this.pending && !this.#inFlight) void this.#save();
  }

  /** The form itself is being sent: nothing may cross it. */
  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  /** The page came back from the browser's memory. */
  resume(): void {
    if (this.state === "conflict") return;
    this.#stopped = false;
    this.flush();
  }

  #plan(): void {
    const now = this.#outside.now();
    const wait = Math.min(QUIET_MS, Math.max(0, this.#unsavedSince + AT_LEAST_EVERY_MS - now));
    this.#later(wait);
  }

  #later(ms: number): void {
    this.#cancel();
    this.#cancel = this.#outside.after(ms, () => this.flush());
  }

  async #save(): Promise<void> {
    this.#cancel();
    this.#inFlight = true;
    const sentChanges = this.#changes;
    this.#unsavedSince = this.#outside.now();
    if (this.#failures === 0) this.#show("busy");
    const outcome = await this.#outside.send().catch((): Outcome => "offline");
    this.#inFlight = false;
    if (this.#stopped) return;
    if (outcome === "saved") {
      this.#failures = 0;
      this.unsaved = this.#changes !== sentChanges;
      this.#show(this.unsaved ? "changed" : "saved");
      if (this.unsaved) this.#plan();
      return;
    }
    this.#show(outcome);
    if (outcome === "conflict") return this.stop();
    this.#later(Math.min(RETRY_MOST_MS, RETRY_FIRST_MS * 2 ** this.#failures));
    this.#failures += 1;
  }

  #show(state: State): void {
    this.state = state;
    this.#outside.show(state);
  }
}
