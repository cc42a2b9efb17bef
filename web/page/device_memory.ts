/**
 * What this browser remembers for itself, beside the notebook: how it looks, when it last made a
 * backup. It may vanish at any time (private windows keep nothing), and nothing depends on it.
 */

export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`infoview.${name}`);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`infoview.${name}`, value);
  } catch {
    // Nothing is kept here: it is as it was at the next start.
  }
}
