/** Lets in the messages that wait. */
export function aTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
