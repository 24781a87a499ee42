// Whoever presses a key within a second of a new page meant the page before: what ends something waits that long.

import { announce } from "./page.js";

const SETTLE_MS = 1000;
const SHOWN_MS = 3000;
/** The page that has been looked at for a second. */
const SETTLED = "rust";
let changedAt = performance.now();
let settling: number | undefined;
let hiding: number | undefined;

export function startSettling(): void {
  settle();
  addEventListener("pageshow", (event) => {
    if (event.persisted) settle();
  });
}

function settle(): void {
  changedAt = performance.now();
  delete document.documentElement.dataset[SETTLED];
  clearTimeout(settling);
  settling = window.setTimeout(() => (document.documentElement.dataset[SETTLED] = ""), SETTLE_MS);
}

/** data-eindigt: says that it came too soon, and gives whether it did. `at` is when it was pressed. */
export function cameTooSoon(button: Element | null, at: number): boolean {
  if (!button?.matches("[data-eindigt]") || at - changedAt >= SETTLE_MS) return false;
  sayTooSoon();
  return true;
}

/** Says that nothing was done with what was pressed. */
export function sayTooSoon(): void {
  const said = document.querySelector<HTMLElement>("[data-te-snel]");
  announce(said?.textContent ?? undefined);
  if (said) {
    said.hidden = false;
    clearTimeout(hiding);
    hiding = window.setTimeout(() => (said.hidden = true), SHOWN_MS);
  }
}
