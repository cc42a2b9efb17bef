/**
 * Every error that the worker names, with the codes of infoview_sync/errors.py.
 *
 *     InfoViewError
 *     ├── UsageError      the page asked for something that cannot be
 *     ├── InvalidEvent    an event breaks the envelope's rules
 *     ├── InputError      a text that somebody typed or sent cannot be read
 *     ├── BadSegment      bytes are not a well-formed, well-chained segment
 *     │   └── UnknownEpoch    sealed by a key that is not here yet: fetch keys, then sync
 *     ├── Untrusted       a seal, a signature or a proof does not verify
 *     ├── Gap, Fork       a run of a log does not continue what is here
 *     ├── NotAdmitted     nobody known here has let the log's device in (yet)
 *     │   └── Revoked         it was cut off before these events
 *     ├── ForeignNotebook the other side keeps another notebook
 *     ├── Refused         the server does not let us in, or answers with an error of its own
 *     │   └── CutOff          this device has no access any more
 *     ├── Unreachable     nobody answers there: try again later
 *     └── NotebookMissing, Corrupt, StoreError   what this browser keeps needs attention
 */
import type { Failure } from "../shared/messages.ts";

export class InfoViewError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export class UsageError extends InfoViewError {
  constructor(message: string) {
    super("usage", message);
  }
}

export class InvalidEvent extends InfoViewError {
  constructor(message: string) {
    super("invalid_event", message);
  }
}

export class InputError extends InfoViewError {
  constructor(message: string, options?: ErrorOptions) {
    super("bad_input", message, options);
  }
}

export class BadSegment extends InfoViewError {
  constructor(message: string, options?: ErrorOptions & { readonly code?: string }) {
    super(options?.code ?? "bad_segment", message, options);
  }
}

/** The segment is sealed in an epoch whose key this device does not hold (yet). */
export class UnknownEpoch extends BadSegment {
  readonly epoch: number;

  constructor(epoch: number) {
    super(`A segment is sealed by key ${epoch}, which is not here: fetch keys first`, {
      code: "unknown_epoch",
    });
    this.epoch = epoch;
  }
}

export class Untrusted extends InfoViewError {
  constructor(message: string, options?: ErrorOptions) {
    super("untrusted", message, options);
  }
}

/** An error that names one place in one log. */
class AtEvent extends InfoViewError {
  readonly log: string;
  readonly seq: number;

  constructor(code: string, message: string, log: string, seq: number) {
    super(code, message);
    this.log = log;
    this.seq = seq;
  }
}

/** Events before (log, seq) are missing here; send from our head on. */
export class Gap extends AtEvent {
  constructor(log: string, seq: number) {
    super("gap", `Log ${log} ends at ${seq - 1} here; send from ${seq} on`, log, seq);
  }
}

/** (log, seq) is here with another hash: two devices wrote as one. */
export class Fork extends AtEvent {
  constructor(log: string, seq: number) {
    super(
      "fork",
      `Event ${seq} of log ${log} differs between this device and the server: two devices wrote as one. Nothing was overwritten.`,
      log,
      seq,
    );
  }
}

/** Why a log is left out while all others go on. */
export type LeftOut = NotAdmitted | Fork;

/** What is kept of a log does not add up at (log, seq). */
export class Corrupt extends AtEvent {
  constructor(log: string, seq: number) {
    super("corrupt", `Log ${log}: event ${seq} is missing or damaged in this browser`, log, seq);
  }
}

/** Nobody whom this notebook knows stands for these events of a log. */
export class NotAdmitted extends InfoViewError {
  constructor(message: string, code = "not_admitted") {
    super(code, message);
  }
}

/** The log's device was cut off before these events. */
export class Revoked extends NotAdmitted {
  constructor(message: string) {
    super(message, "revoked");
  }
}

export class ForeignNotebook extends InfoViewError {
  constructor(mine: string, theirs: string) {
    super(
      "foreign_notebook",
      `This browser keeps notebook ${mine}, the server keeps ${theirs}. Start InfoView with the folder of the first, or open the second in another browser profile. Nothing was mixed.`,
    );
  }
}

/** `code`: as the server named it, for example "unauthorised" or "gap". */
export class Refused extends InfoViewError {
  readonly status: number;

  constructor(code: string, message: string, status: number) {
    super(code, message);
    this.status = status;
  }
}

/** This device has no access any more; what it holds stays. */
export class CutOff extends Refused {
  constructor() {
    super(
      "cut_off",
      "This device has no access any more: it was cut off, or another notebook is served here now. Everything that it holds is still here, but nothing is sent and nothing new arrives. To go on, pair it again; nothing is lost.",
      401,
    );
  }
}

export class Unreachable extends InfoViewError {
  constructor(message: string, options?: ErrorOptions) {
    super("unreachable", message, options);
  }
}

export class NotebookMissing extends InfoViewError {
  constructor() {
    super(
      "no_notebook",
      "This browser holds no notebook yet. Pair it with the computer that has one.",
    );
  }
}

export class StoreError extends InfoViewError {
  constructor(message: string, options?: ErrorOptions) {
    super("store", message, options);
  }
}

/** The browser's own word for a full disk, in ours; any other error as it is. */
export function inOurWords(error: unknown): unknown {
  if (!(error instanceof DOMException) || error.name !== "QuotaExceededError") return error;
  return new StoreError(
    "This device has no room left for InfoView, so nothing was saved. Free some space, then try again.",
    { cause: error },
  );
}

/** What the page is told. An unknown error keeps its words: the page is on the user's own device. */
export function failureOf(error: unknown): Failure {
  if (error instanceof InfoViewError) return { code: error.code, message: error.message };
  return { code: "internal", message: error instanceof Error ? error.message : String(error) };
}
