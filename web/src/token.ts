// The token that every form carries: after a new log-in it is another one, and an answer that refuses a form tells it.

const HEADER = "X-Loket-Csrf";

/** Where tokens stand: the fields of a page. */
export interface Field {
  value: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
}

/** Sends, and when the token was too old once more with the fresh one, which all forms then have. */
export async function sendWithToken<A extends Answer>(fields: () => Iterable<Field>, send: () => Promise<A>): Promise<A> {
  const answer = await send();
  const fresh = answer.status === 403 ? answer.headers.get(HEADER) : null;
  if (!fresh) return answer;
  for (const field of fields()) field.value = fresh;
  return send();
}

export function tokenFields(): Iterable<Field> {
  return document.querySelectorAll<HTMLInputElement>("input[type=hidden][name=csrf]");
}
