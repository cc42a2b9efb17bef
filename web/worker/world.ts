/** What the engine takes from outside: time, place and chance. Tests pass their own. */
import type { EventDataByType } from "../shared/events.gen.ts";
import { type RandomBytes, systemRandom } from "../shared/ids.ts";
import { localZone } from "../shared/moment.ts";
import { createPrimitives, type Primitives } from "./keys/primitives.ts";

export interface World {
  /** Ms since 1970. */
  readonly wallMs: () => number;
  /** The IANA name of the zone where the user is. */
  readonly zone: () => string;
  readonly randomBytes: RandomBytes;
  /** The fastest cryptography that this place has. */
  readonly primitives: () => Promise<Primitives>;
  readonly deviceName: string;
  readonly deviceForm: EventDataByType["device.added"]["form"];
}

export function browserWorld(userAgent: string): World {
  /** A fetch that fails may be tried again. */
  let primitives: Promise<Primitives> | null = null;
  // TypeScript takes WebCrypto for granted; pages on plain http have none.
  const subtle: SubtleCrypto | undefined = crypto.subtle;
  return {
    primitives: () => {
      primitives ??= createPrimitives(subtle).catch((error: unknown) => {
        primitives = null;
        throw error;
      });
      return primitives;
    },
    wallMs: Date.now,
    zone: localZone,
    randomBytes: systemRandom,
    deviceName: `${browserIn(userAgent)} on ${systemIn(userAgent)}`,
    deviceForm: /Mobi|Android|iPhone|iPad/.test(userAgent) ? "phone" : "browser",
  };
}

// First match wins: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari.
const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg/, "Edge"],
  [/OPR|Opera/, "Opera"],
  [/SamsungBrowser/, "Samsung Internet"],
  [/Firefox|FxiOS/, "Firefox"],
  [/Chrome|CriOS/, "Chrome"],
  [/Safari/, "Safari"],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, "Android"],
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/CrOS/, "ChromeOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "Mac"],
  [/Linux/, "Linux"],
];

function browserIn(userAgent: string): string {
  return browsers.find(([pattern]) => pattern.test(userAgent))?.[1] ?? "Browser";
}

function systemIn(userAgent: string): string {
  return systems.find(([pattern]) => pattern.test(userAgent))?.[1] ?? "an unknown system";
}
