/** What the server knows of each device, asked anew every so often; null while it cannot be asked. */
import { useEffect, useState } from "preact/hooks";
import type { DevicesSeen } from "../../shared/devices.ts";
import { useNotebook } from "../notebook.ts";

const askEvery_ms = 5_000;

export function useSeen(): DevicesSeen | null {
  const { engine, sync } = useNotebook();
  const [seen, setSeen] = useState<DevicesSeen | null>(null);
  const { synced_at } = sync.value;
  // biome-ignore lint/correctness/useExhaustiveDependencies: after a round the numbers are others.
  useEffect(() => {
    let isStale = false;
    const ask = () => {
      engine.request({ tag: "devices" }).then(
        (found) => {
          if (!isStale) setSeen(found);
        },
        // Out of reach: what the log says stands alone.
        () => {
          if (!isStale) setSeen(null);
        },
      );
    };
    ask();
    const timer = setInterval(ask, askEvery_ms);
    return () => {
      isStale = true;
      clearInterval(timer);
    };
  }, [engine, synced_at]);
  return seen;
}
