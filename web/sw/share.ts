/** Takes what another app shares: see shared/share.ts. Nothing is recorded; the screen only asks. */
import { shareCache, type Shared, sharedCharsMax, sharePath } from "../shared/share.ts";
import type { Asked } from "./routes.ts";

export function isShare({ method, mode, url }: Asked, origin: string): boolean {
  const asked = new URL(url);
  return (
    method === "POST" &&
    mode === "navigate" &&
    asked.origin === origin &&
    asked.pathname === sharePath
  );
}

/** Lays the words down and leads on to the screen, which a reload then opens without sending again. */
export async function takeShare(request: Request): Promise<Response> {
  try {
    const form = await request.formData();
    const part = (name: string) => {
      const value = form.get(name);
      return typeof value === "string" ? value.slice(0, sharedCharsMax) : "";
    };
    const shared: Shared = { title: part("title"), text: part("text"), url: part("url") };
    const cache = await caches.open(shareCache);
    await cache.put(sharePath, Response.json(shared));
  } catch {
    // No form, or no room to keep it: the screen opens empty, and what was copied can be pasted.
  }
  return Response.redirect(sharePath, 303);
}
