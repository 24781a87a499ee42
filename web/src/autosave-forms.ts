// data-bewaar: connects forms to the machine in autosave.ts.

import { Autosave, type Outcome, type State } from "./autosave.js";
import { announce, encodeForm, hiddenField, onFragment, PART_HEADER } from "./page.js";
import { sendWithToken, tokenFields } from "./token.js";

/** Browsers carry at most 64 kB in a beacon or a request that outlives its page. */
const OUTLIVES_PAGE_BYTES = 60_000;
const WORDS: Readonly<Record<State, string>> = {
  fresh: "", changed: "gewijzigd", busy: "bezig", saved: "bewaard", offline: "offline", refused: "geweigerd", conflict: "conflict",
};
const machines = new Map<HTMLFormElement, Autosave>();
const attached = new WeakSet<HTMLFormElement>();
const savedAt = new WeakMap<HTMLFormElement, string>();

export function startAutosave(): void {
  onFragment((root) => root.querySelectorAll<HTMLFormElement>("form[data-bewaar]").forEach(attach));
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => {
      const form = (event.target as HTMLInputElement).form;
      if (form) machines.get(form)?.changed();
    });
  }
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) machines.get(event.target as HTMLFormElement)?.stop();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") each((machine) => machine.flush());
  });
  addEventListener("online", () => each((machine) => machine.flush()));
  addEventListener("pageshow", (event) => {
    if (event.persisted) each((machine) => machine.resume());
  });
  addEventListener("pagehide", () => each(sendBeacon));
  addEventListener("beforeunload", (event) => {
    each((machine, form) => {
      if (machine.pending && !beaconWillDo(machine, form)) event.preventDefault();
    });
  });
}

function each(run: (machine: Autosave, form: HTMLFormElement) => void): void {
  machines.forEach((machine, form) => (form.isConnected ? run(machine, form) : machines.delete(form)));
}

function attach(form: HTMLFormElement): void {
  if (attached.has(form)) return;
  attached.add(form);
  const venster = hiddenField(form, "venster");
  if (venster) venster.value = crypto.randomUUID();
  let shownAs: State = "fresh";
  machines.set(form, new Autosave({
    now: () => performance.now(),
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    send: () => send(form),
    show: (state) => {
      show(form, state, state !== shownAs);
      shownAs = state;
    },
  }));
}

function nextBody(form: HTMLFormElement): URLSearchParams {
  const number = hiddenField(form, "volgnummer");
  if (number) number.value = String(Number(number.value) + 1);
  return encodeForm(form);
}

async function post(form: HTMLFormElement): Promise<Response> {
  const body = nextBody(form);
  return fetch(form.dataset.bewaar ?? "", {
    method: "POST", body, headers: PART_HEADER, credentials: "same-origin",
    // A redirect would be to the log-in page, and a log-in page is not a saved note.
    redirect: "manual",
    keepalive: body.toString().length < OUTLIVES_PAGE_BYTES,
  });
}

async function send(form: HTMLFormElement): Promise<Outcome> {
  const response = await sendWithToken(tokenFields, () => post(form));
  if (response.ok) {
    const versie = hiddenField(form, "versie");
    const newVersion = response.headers.get("X-Loket-Versie");
    if (versie && newVersion) versie.value = newVersion;
    savedAt.set(form, response.headers.get("X-Loket-Tijd") ?? new Date().toTimeString().slice(0, 8));
    return "saved";
  }
  if (response.status === 409) return "conflict";
  return response.status >= 500 ? "offline" : "refused";
}

function show(form: HTMLFormElement, state: State, isNew: boolean): void {
  const word = WORDS[state];
  const own = form.id ? document.querySelectorAll<HTMLElement>(`[data-bewaard="#${CSS.escape(form.id)}"]`) : [];
  for (const place of [...own, ...form.querySelectorAll<HTMLElement>("[data-bewaard='']")]) {
    place.dataset.stand = word;
    const text = place.getAttribute(`data-tekst-${word}`) ?? "";
    place.textContent = text.replace("{tijd}", savedAt.get(form) ?? "");
    if (isNew && (state === "offline" || state === "refused" || state === "conflict")) announce(text);
  }
  if (state === "conflict") document.querySelectorAll<HTMLElement>("[data-conflict]").forEach((element) => (element.hidden = false));
}

function beaconWillDo(machine: Autosave, form: HTMLFormElement): boolean {
  const works = machine.state === "changed" || machine.state === "busy";
  return works && encodeForm(form).toString().length < OUTLIVES_PAGE_BYTES;
}

function sendBeacon(machine: Autosave, form: HTMLFormElement): void {
  if (machine.pending) navigator.sendBeacon(form.dataset.bewaar ?? "", nextBody(form));
}
