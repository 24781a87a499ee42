// The arrow keys through a list of results. No DOM here.

/** Where a key leads from result `at` (-1 is the field). Undefined: the key is not for moving. */
export function destination(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === "ArrowDown") return Math.min(at + 1, count - 1);
  if (key === "ArrowUp" && at >= 0) return at - 1;
  if (key === "Home" && at >= 0) return 0;
  if (key === "End" && at >= 0) return count - 1;
  return undefined;
}
