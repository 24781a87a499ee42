// A second Ctrl+Enter within a few seconds registers nothing twice, and nothing on a page that has only just come.

import { cameTooSoon } from "./settle.js";

const HOLD_MS = 5000;

export function startSubmitOnce(): void {
  let last = new WeakMap<HTMLFormElement, number>();
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (cameTooSoon(event.submitter, event.timeStamp)) return event.preventDefault();
    if (event.defaultPrevented || form.getAttribute("method")?.toLowerCase() !== "post" || "magVaker" in form.dataset) return;
    const before = last.get(form);
    if (before !== undefined && performance.now() - before < HOLD_MS) event.preventDefault();
    else last.set(form, performance.now());
  });
  addEventListener("pageshow", () => (last = new WeakMap()));
}
