/** What the build tells the service worker: see build/service-worker.ts. */

export interface PrecachedFile {
  /** The URL path, "/" for the page itself. */
  readonly path: string;
  /** A Subresource Integrity value: the cache never mixes the files of two versions. */
  readonly integrity: string;
}

declare const __PRECACHE__: readonly PrecachedFile[];
declare const __VERSION__: string;

export const precachedFiles = __PRECACHE__;
export const version = __VERSION__;
