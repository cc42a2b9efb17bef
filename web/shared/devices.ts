/** What the page and its worker say of devices: who asks to be let in, and who is. */

/** The way in that somebody was given: a link of this server, or a code to be typed. */
export type Invitation =
  | {
      readonly type: "link";
      /** Opened on InfoView's own computer, which has let it in beforehand. */
      readonly isHere: boolean;
      readonly secret: string;
      /** The fingerprint of the server's key. */
      readonly server: string;
    }
  | { readonly type: "code"; readonly code: string };

/** How far this browser's asking to be let in is. */
export type Pairing =
  | { readonly tag: "asking" }
  /**
   * The other screen shows digits too. Both persons compare: here nothing is taken before one has said
   * that they are the same (`isSame`), there nothing is given.
   */
  | { readonly tag: "comparing"; readonly digits: string; readonly isSame: boolean }
  | { readonly tag: "done" }
  | { readonly tag: "failed"; readonly words: string };

export interface DevicesSeen {
  readonly devices: readonly DeviceSeen[];
  /** All that the server holds. */
  readonly events: number;
  /** The log that the server writes; null if it does not say. */
  readonly server: string | null;
}

/** A device that may come in. Times in ms since 1970, null if it has never come. */
export interface DeviceSeen {
  readonly log: string;
  /** A browser on InfoView's own computer: it may let others in. */
  readonly is_here: boolean;
  readonly seen_at: number | null;
  readonly events_known: number | null;
}

/** A way in for another device, while it holds. */
export interface Offer {
  readonly sort: "qr" | "code";
  readonly expires_at: number;
  /** Where the other device finds the server. */
  readonly address: string;
  /** No other machine reaches that address. */
  readonly only_here: boolean;
  /** Rows of the QR code, 1 is dark, quiet zone included; empty for a code. */
  readonly modules: readonly string[];
  /** XXXX-XXXX; empty for a QR code. */
  readonly code: string;
}

/** A device that asks to be let in. */
export interface Applicant {
  readonly session: string;
  readonly name: string;
  readonly form: string;
  readonly digits: string;
  readonly expires_at: number;
}
