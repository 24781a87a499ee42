// data-akkoord: a chord clicks, submits or focuses its element. The list of all chords on the page.

import { ariaKeyShortcuts, matches, parseChords, worksInText } from "./chord.js";
import { isUsable, isTextEntry, onFragment } from "./page.js";
import { cameTooSoon } from "./settle.js";

const CLICKED = "a[href], button, summary, input[type=submit], input[type=button], input[type=checkbox], input[type=radio], input[type=reset]";

export function startChords(): void {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (event) => {
    const opener = (event.target as Element).closest<HTMLElement>("[data-opent]");
    const dialog = opener && document.querySelector(opener.dataset.opent ?? "");
    if (!(dialog instanceof HTMLDialogElement)) return;
    const list = dialog.querySelector<HTMLElement>("[data-akkoorden]");
    if (list) listChords(list);
    if (!dialog.open) dialog.showModal();
  });
  onFragment((root) => {
    for (const element of root.querySelectorAll<HTMLElement>("[data-akkoord]")) {
      const chords = element.dataset.akkoord ?? "";
      if (chords && !element.hasAttribute("aria-keyshortcuts")) element.setAttribute("aria-keyshortcuts", ariaKeyShortcuts(chords));
    }
  });
}

function onKey(event: KeyboardEvent): void {
  // AltGr reports Ctrl+Alt on Windows, and types € and ë.
  if (event.defaultPrevented || event.isComposing || event.getModifierState("AltGraph")) return;
  const inText = event.target instanceof Element && isTextEntry(event.target);
  const element = candidates().find((one) =>
    parseChords(one.dataset.akkoord).some((chord) => (!inText || worksInText(chord)) && matches(chord, event)) && isUsable(one));
  if (!element) return;
  event.preventDefault();
  if (!event.repeat && !cameTooSoon(element, event.timeStamp)) activate(element);
}

function candidates(): HTMLElement[] {
  const scope: ParentNode = document.querySelector("dialog:modal") ?? document;
  return [...scope.querySelectorAll<HTMLElement>("[data-akkoord]:not([data-akkoord=''])")];
}

function activate(element: HTMLElement): void {
  if (element.matches(CLICKED)) return element.click();
  if (element instanceof HTMLFormElement) return element.requestSubmit();
  element.focus();
  // Only a one-line field: in a note, the next key would replace all of the text.
  if (element instanceof HTMLInputElement) element.select();
}

function listChords(list: HTMLElement): void {
  const seen = new Set<string>();
  const rows = candidates().filter(isUsable).flatMap((element) => {
    const chords = (element.dataset.akkoord ?? "").trim();
    if (!chords || seen.has(chords)) return [];
    seen.add(chords);
    const keys = document.createElement("dt");
    for (const chord of chords.split(/\s+/)) {
      const key = document.createElement("kbd");
      key.className = "loket-toets";
      key.textContent = chord;
      keys.append(key, " ");
    }
    const name = document.createElement("dd");
    name.textContent = nameOf(element);
    return [keys, name];
  });
  list.replaceChildren(...rows);
}

function nameOf(element: HTMLElement): string {
  const label = (element as HTMLInputElement).labels?.[0]?.textContent;
  return (element.dataset.akkoordNaam ?? element.getAttribute("aria-label") ?? label ?? textWithoutKeys(element)).replace(/\s+/g, " ").trim();
}

function textWithoutKeys(element: HTMLElement): string {
  const copy = element.cloneNode(true) as HTMLElement;
  copy.querySelectorAll("kbd, [data-loopt-sinds]").forEach((element) => element.remove());
  copy.querySelectorAll("*").forEach((element) => element.append(" "));
  return copy.textContent ?? "";
}
