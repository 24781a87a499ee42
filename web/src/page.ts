// What the other modules share: announcing, fragments, forms as text, who can be used.

import { sendWithToken, tokenFields } from "./token.js";

export const PART_HEADER = { "X-Loket-Deel": "1" } as const;

type Setup = (root: ParentNode) => void;
const setups: Setup[] = [];

/** Runs now for the page, and again for every fragment that is put into it. */
export function onFragment(setup: Setup): void {
  setups.push(setup);
  setup(document);
}

export function showFragment(target: Element, html: string): void {
  target.innerHTML = html;
  setups.forEach((setup) => setup(target));
  announce(target.querySelector<HTMLElement>("[data-melding]")?.dataset.melding);
}

/** The body is made when it is sent: a second time it may carry a fresh token. */
interface FragmentRequest {
  method?: string;
  body?: () => URLSearchParams;
  signal?: AbortSignal;
}

/** Fetches a bare fragment. A whole page (a log-in page after a redirect, say) is none, and never lands inside another page. */
export async function fetchFragment(url: string, init: FragmentRequest): Promise<string> {
  const send = (): Promise<Response> => fetch(url, { ...init, body: init.body?.() ?? null, credentials: "same-origin", headers: PART_HEADER });
  const response = await sendWithToken(tokenFields, send);
  const html = await response.text();
  const isHtml = response.headers.get("content-type")?.startsWith("text/html") ?? false;
  if (!isHtml || /^\s*<(?:!doctype|html)/i.test(html)) throw new Error(`no fragment: ${response.status}`);
  return html;
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

let announcing: number | undefined;

export function announce(text: string | undefined): void {
  const status = document.querySelector("[data-status]");
  if (!status || !text) return;
  // Emptied first, so that the same words twice are still a change.
  status.textContent = "";
  clearTimeout(announcing);
  announcing = window.setTimeout(() => (status.textContent = text), 60);
}

/** The form as it would be sent, files left out. */
export function encodeForm(form: HTMLFormElement): URLSearchParams {
  const body = new URLSearchParams();
  new FormData(form).forEach((value, name) => {
    if (typeof value === "string") body.append(name, value);
  });
  return body;
}

/** data-stuurt-mee: fields of another form that the server has not saved yet, such as the subject that was opened just now. */
export function withFieldsOf(form: HTMLFormElement): URLSearchParams {
  const body = encodeForm(form);
  for (const name of (form.dataset.stuurtMee ?? "").split(/\s+/)) {
    const field = name && document.querySelector<HTMLFormElement>("form[data-ontvangt-velden]")?.elements.namedItem(name);
    if ((field instanceof HTMLInputElement || field instanceof HTMLSelectElement) && !body.has(name)) body.append(name, field.value);
  }
  return body;
}

export function hiddenField(form: HTMLFormElement, name: string): HTMLInputElement | undefined {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement ? field : undefined;
}

export function isTextEntry(element: Element): boolean {
  return element.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=reset], [type=range])")
    || (element as HTMLElement).isContentEditable;
}

export function isUsable(element: HTMLElement): boolean {
  return !element.matches(":disabled, [aria-disabled=true]") && element.checkVisibility({ visibilityProperty: true });
}
