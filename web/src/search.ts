// data-zoek-typend: results while typing, and the arrow keys through them.

import { destination } from "./arrows.js";
import { announce, fetchFragment, isAbort, onFragment, showFragment, withFieldsOf } from "./page.js";
import { sayTooSoon } from "./settle.js";

const DEBOUNCE_MS = 120;
const HOLD_ENTER_MS = 1000;
const attached = new WeakSet<HTMLFormElement>();

export function startSearch(): void {
  onFragment((root) => root.querySelectorAll<HTMLFormElement>("form[data-zoek-typend]").forEach(attach));
}

function attach(form: HTMLFormElement): void {
  const target = document.querySelector<HTMLElement>(form.dataset.doel ?? "");
  const field = form.querySelector<HTMLInputElement>("input:not([type=hidden])");
  if (!target || !field || attached.has(form)) return;
  attached.add(form);
  new Search(form, field, target).listen();
}

class Search {
  #stays: boolean;
  #timer: number | undefined;
  #controller: AbortController | undefined;
  #running: Promise<void> = Promise.resolve();
  #cameFrom: HTMLElement | undefined;
  #heldUntil = 0;

  constructor(private form: HTMLFormElement, private field: HTMLInputElement, private target: HTMLElement) {
    this.#stays = "blijft" in form.dataset;
  }

  listen(): void {
    const { form, field, target } = this;
    form.addEventListener("input", () => this.#plan());
    form.addEventListener("submit", (event) => {
      // A button among the results with its own data-deel (the reason of a look-up) is for beside.ts.
      if (event.submitter?.dataset.deel) return;
      event.preventDefault();
      void this.#openFirst();
    });
    form.addEventListener("keydown", (event) => this.#onKey(event));
    if (!form.contains(target)) target.addEventListener("keydown", (event) => this.#onKey(event));
    target.addEventListener("click", (event) => {
      const openedBeside = event.defaultPrevented && (event.target as Element).closest("[data-resultaat][data-deel]");
      if (openedBeside) this.#done();
    });
    field.addEventListener("focus", (event) => {
      const from = event.relatedTarget;
      if (from instanceof HTMLElement && !this.#owns(from)) this.#cameFrom = from;
      if (target.childElementCount && field.value.trim()) this.#showPanel(true);
    });
    for (const kind of ["focusin", "pointerdown"]) {
      document.addEventListener(kind, (event) => {
        if (!this.#owns(event.target as Node)) this.#showPanel(false);
      });
    }
  }

  #owns(node: Node): boolean {
    return this.form.contains(node) || this.target.contains(node);
  }

  #showPanel(visible: boolean): void {
    if (!this.#stays) this.target.hidden = !visible;
  }

  #plan(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#controller?.abort();
    if (!this.#stays && !this.field.value.trim()) {
      this.target.replaceChildren();
      return this.#showPanel(false);
    }
    this.#timer = window.setTimeout(() => this.#run(), DEBOUNCE_MS);
  }

  #run(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#controller?.abort();
    this.#controller = new AbortController();
    this.#running = this.#search(this.#controller.signal);
  }

  async #search(signal: AbortSignal): Promise<void> {
    this.target.setAttribute("aria-busy", "true");
    try {
      const html = await fetchFragment(this.form.action, { method: "POST", body: () => withFieldsOf(this.form), signal });
      showFragment(this.target, html);
      this.#rove(undefined);
    } catch (error) {
      if (isAbort(error)) return;
      this.target.textContent = this.target.dataset.tekstMislukt ?? "";
      announce(this.target.dataset.tekstMislukt);
    }
    this.target.removeAttribute("aria-busy");
    this.#showPanel(this.form.contains(document.activeElement) || this.target.contains(document.activeElement));
  }

  /** Enter in the field. Someone who types fast and presses Enter means what was typed, so the answer is awaited. */
  async #openFirst(): Promise<void> {
    const typed = this.field.value;
    if (this.#timer !== undefined || !this.target.childElementCount) this.#run();
    await this.#running;
    if (this.#stays || !typed.trim() || this.field.value !== typed) return;
    // The server says what an Enter may open that was meant for the search; of several people it goes into the list.
    const results = this.#results();
    const opened = results.find((result) => result.dataset.enter !== undefined);
    if (opened) return opened.click();
    this.#heldUntil = performance.now() + HOLD_ENTER_MS;
    if (results[0]) this.#rove(results[0])?.focus();
  }

  #results(): HTMLElement[] {
    return [...this.target.querySelectorAll<HTMLElement>("[data-resultaat]")];
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const results = this.#results();
    const at = results.findIndex((result) => result === document.activeElement);
    if (at < 0 && event.target !== this.field) return;
    // The second Enter of a hurried press, or one that is held down, opens nothing in the list that came in between.
    if (event.key === "Enter" && at >= 0 && (event.repeat || event.timeStamp < this.#heldUntil)) {
      event.preventDefault();
      return sayTooSoon();
    }
    this.#heldUntil = 0;
    const to = destination(event.key, at, results.length);
    if (to !== undefined) {
      event.preventDefault();
      this.#showPanel(true);
      if (to < 0) this.field.focus();
      else this.#rove(results[to])?.focus();
    } else if (event.key === "Escape") {
      this.#escape(event, at);
    } else if (at >= 0 && (event.key === "Backspace" || (event.key.length === 1 && event.key !== " "))) {
      // The key itself still arrives in the field.
      this.field.focus();
    }
  }

  #escape(event: KeyboardEvent, at: number): void {
    if (at >= 0) {
      event.preventDefault();
      this.field.focus();
    } else if (!this.#stays && !this.target.hidden) {
      event.preventDefault();
      this.#showPanel(false);
    } else if (this.#cameFrom?.isConnected) {
      event.preventDefault();
      this.#cameFrom.focus();
    }
  }

  /** One result is in the tab order: Tab leaves the list, arrows move within it. */
  #rove(to: HTMLElement | undefined): HTMLElement | undefined {
    this.#results().forEach((result, index) => (result.tabIndex = result === to || (!to && index === 0) ? 0 : -1));
    return to;
  }

  /** Something was opened beside: back to the note, so that work goes on where it was. */
  #done(): void {
    const { naZoeken } = this.form.dataset;
    const note = naZoeken ? document.querySelector<HTMLElement>(naZoeken) : undefined;
    (this.#cameFrom?.isConnected ? this.#cameFrom : note ?? this.field).focus();
    this.#showPanel(false);
  }
}
