// data-deel: a link or a form whose answer appears in another part of the page. Page, history and focus stay.

import { fetchFragment, isAbort, showFragment, withFieldsOf } from "./page.js";

const underWay = new WeakMap<Element, AbortController>();

export function startBeside(): void {
  // Captured, so that others see that the click has been taken.
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-deel]");
    const asUsual = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    const target = link && !asUsual && document.querySelector<HTMLElement>(link.dataset.deel ?? "");
    if (!link || !target) return;
    event.preventDefault();
    document.querySelectorAll(`a[data-deel][aria-current=true]`).forEach((other) => other.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
    void open(target, link.href, {}, "deelFocus" in link.dataset);
  }, true);
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const submitter = event.submitter as HTMLButtonElement | null;
    const beside = submitter?.dataset.deel ?? form.dataset.deel;
    const target = beside && !event.defaultPrevented && document.querySelector<HTMLElement>(beside);
    if (!target) return;
    event.preventDefault();
    const body = (): URLSearchParams => {
      const fields = withFieldsOf(form);
      if (submitter?.name) fields.set(submitter.name, submitter.value);
      return fields;
    };
    void open(target, submitter?.getAttribute("formaction") ?? form.action, { method: "POST", body }, "deelFocus" in form.dataset);
  });
  document.addEventListener("change", onChoice);
}

/** data-klikt: a choice shows what goes with it at once, as its button would. */
function onChoice(event: Event): void {
  const selector = event.target instanceof HTMLSelectElement ? event.target.dataset.klikt : undefined;
  if (selector) document.querySelector<HTMLElement>(selector)?.click();
}

async function open(target: HTMLElement, url: string, init: Parameters<typeof fetchFragment>[1], takesFocus: boolean): Promise<void> {
  underWay.get(target)?.abort();
  const controller = new AbortController();
  underWay.set(target, controller);
  target.setAttribute("aria-busy", "true");
  try {
    showFragment(target, await fetchFragment(url, { ...init, signal: controller.signal }));
    setFields(target);
  } catch (error) {
    if (isAbort(error)) return;
    target.textContent = target.dataset.tekstMislukt ?? "";
  }
  target.removeAttribute("aria-busy");
  target.scrollTop = 0;
  // On a narrow screen the target lies below: without this a press would seem to do nothing.
  const isOutOfSight = target.getBoundingClientRect().top > innerHeight - 80;
  if (takesFocus || isOutOfSight) target.focus();
}

/** What was opened becomes part of the contact: article and version go into its hidden fields. */
function setFields(fragment: Element): void {
  const form = document.querySelector<HTMLFormElement>("form[data-ontvangt-velden]");
  for (const element of fragment.querySelectorAll<HTMLElement>("[data-zet-veld]")) {
    const field = form?.elements.namedItem(element.dataset.zetVeld ?? "");
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) continue;
    field.value = element.dataset.waarde ?? "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
