/** The catalogue's limits (docs/events.md), in characters, and of lists in items. */
export const nameCharsMax = 300;
export const lineCharsMax = 500;
export const textCharsMax = 20_000;

/** Of e-mails, links and the like (files/known.py). */
export const listValuesMax = 50;
