/** Writes the body of a new event: the one place where bytes are made from meaning. */
import type { Draft } from "../../shared/messages.ts";
import { localMoment } from "../../shared/moment.ts";
import { InvalidEvent } from "../errors.ts";
import type { World } from "../world.ts";
import { bodyBytesMax, type Envelope, readEnvelope } from "./envelope.ts";

/** 96 bits: an erased body cannot be guessed from its hash. */
const saltBytes = 12;
const encoder = new TextEncoder();

export interface Written {
  readonly body: Uint8Array;
  readonly envelope: Envelope;
}

/** The body of `draft` as it will be kept for ever. Throws InvalidEvent if the rules forbid it. */
export function writeBody(draft: Draft, hlc: number, recordedMs: number, world: World): Written {
  const zone = world.zone();
  // The order of the keys is part of the format.
  const body = encoder.encode(
    JSON.stringify({
      hlc,
      type: draft.type,
      subject: draft.subject,
      occurred_at: draft.occurred_at,
      tz: zone,
      recorded_at: localMoment(recordedMs, zone),
      salt: base64Url(world.randomBytes(saltBytes)),
      data: draft.data,
    }),
  );
  if (body.length > bodyBytesMax) {
    throw new InvalidEvent(
      `${draft.type}: ${body.length} bytes; at most ${bodyBytesMax} fit an event. Shorten the text.`,
    );
  }
  const envelope = readEnvelope(body);
  if (envelope === null) {
    throw new InvalidEvent(
      `${draft.type} about ${JSON.stringify(draft.subject)} at ${JSON.stringify(draft.occurred_at)} cannot be kept: check the date, the id and the text.`,
    );
  }
  return { body, envelope };
}

/** 12 bytes make 16 characters; there is never any padding. */
function base64Url(raw: Uint8Array): string {
  return btoa(String.fromCharCode(...raw))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}
