/** What is typed into the search. Kept while the app is open, so that back from a person finds it. */
import { signal } from "@preact/signals";

export const searchWords = signal("");
