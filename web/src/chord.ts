// Chords as plain values: reading them from the markup and comparing them with a key press. No DOM here.

export interface Chord {
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly meta: boolean;
  /** As KeyboardEvent.key, lower case. */
  readonly key: string;
}

export interface Press {
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
  readonly key: string;
  readonly code: string;
}

const MODIFIERS = new Set(["ctrl", "alt", "shift", "meta"]);
const NAMED: Readonly<Record<string, string>> = { space: " ", plus: "+", esc: "escape", return: "enter", up: "arrowup", down: "arrowdown" };

/** Reads "Ctrl+Enter F1 ?" into chords. What is not a chord is left out: a bad preference must never break typing. */
export function parseChords(text: string | undefined): Chord[] {
  return (text ?? "").split(/\s+/).flatMap((one) => parseChord(one) ?? []);
}

export function parseChord(text: string): Chord | undefined {
  const parts = text.toLowerCase().split("+");
  const last = parts.pop();
  if (!last || MODIFIERS.has(last) || !parts.every((part) => MODIFIERS.has(part))) return undefined;
  const has = (name: string): boolean => parts.includes(name);
  return { ctrl: has("ctrl"), alt: has("alt"), shift: has("shift"), meta: has("meta"), key: NAMED[last] ?? last };
}

/** Works inside text fields: with a modifier that types nothing, or a function key. */
export function worksInText(chord: Chord): boolean {
  return chord.ctrl || chord.alt || chord.meta || /^f\d+$/.test(chord.key);
}

export function matches(chord: Chord, press: Press): boolean {
  if (chord.ctrl !== press.ctrlKey || chord.alt !== press.altKey || chord.meta !== press.metaKey) return false;
  // Where a sign such as "?" sits, and so whether it needs Shift, depends on the keyboard.
  const isSign = chord.key.length === 1 && !/[a-z0-9 ]/.test(chord.key);
  if (chord.shift !== press.shiftKey && !(isSign && !chord.shift)) return false;
  return chord.key === pressedKey(press);
}

/** With Alt some systems report the sign that Alt types (Option+R is ®): then the place of the key counts. */
function pressedKey(press: Press): string {
  const key = press.key.toLowerCase();
  if (!press.altKey || /^[\x20-\x7e]+$/.test(key)) return key;
  return /^(?:Key|Digit)(.)$/.exec(press.code)?.[1]?.toLowerCase() ?? key;
}

/** The value for aria-keyshortcuts, which writes Control in full. */
export function ariaKeyShortcuts(text: string): string {
  return text.trim().replace(/\bCtrl\b/gi, "Control");
}
