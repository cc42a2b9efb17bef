/** Ends an exhaustive `switch`: adding a case to a union makes every unfinished switch an error. */
export function never(value: never): never {
  throw new TypeError(`Not a known case: ${JSON.stringify(value)}`);
}
