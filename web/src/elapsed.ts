// data-loopt-sinds: a timer that counts on from the server's clock. data-kan-tot: what can be done until that moment.

import { formatElapsed } from "./duration.js";
import { onFragment } from "./page.js";

export function startTimers(): void {
  const offset = serverOffset();
  const tick = (): void => {
    const now = Date.now() + offset;
    for (const element of document.querySelectorAll<HTMLElement>("[data-loopt-sinds]")) {
      const since = Date.parse(element.dataset.looptSinds ?? "");
      if (!Number.isNaN(since)) element.textContent = formatElapsed(now - since);
    }
    for (const element of document.querySelectorAll<HTMLElement>("[data-kan-tot]")) {
      // Not under somebody's hands: whoever is on it presses it, or leaves it. Its place stays, so that nothing moves.
      if (Date.parse(element.dataset.kanTot ?? "") <= now && !element.matches(":focus-within")) element.dataset.voorbij = "";
    }
  };
  onFragment(tick);
  setInterval(tick, 1000);
}

/** What the server's clock was ahead when it rendered the page: the demo runs at any date, and a PC's clock may be off. */
function serverOffset(): number {
  const server = Date.parse(document.documentElement.dataset.nu ?? "");
  if (Number.isNaN(server)) return 0;
  const navigation = performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined;
  return server - (performance.timeOrigin + (navigation?.responseStart ?? 0));
}
