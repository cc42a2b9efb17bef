/** Lets in the messages that wait. */
export function aTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
