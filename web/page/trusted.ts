/**
 * The one Trusted Types policy of the app. Under `require-trusted-types-for 'script'` a worker is
 * only started from a URL that passed through here, and only the app's own origin passes.
 */

/** TypeScript's DOM library does not know Trusted Types yet; its sinks ask for strings. */
interface ScriptUrlPolicy {
  createScriptURL(url: string): string;
}

interface PolicyFactory {
  createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy;
}

declare global {
  interface Window {
    readonly trustedTypes?: PolicyFactory;
  }
}

/** The name that the server's Content-Security-Policy allows. */
const policyName = "infoview";

const rules: ScriptUrlPolicy = { createScriptURL: sameOriginUrl };

// A policy's name may be taken once, so it is made once; browsers without the feature get the
// same check without the proof.
const policy = window.trustedTypes?.createPolicy(policyName, rules) ?? rules;

/** The URL, as `new Worker` and `serviceWorker.register` accept it. Throws if it is not ours. */
export function trustedScriptUrl(url: string): string {
  return policy.createScriptURL(url);
}

function sameOriginUrl(url: string): string {
  const absolute = new URL(url, window.location.href);
  if (absolute.origin !== window.location.origin) {
    throw new TypeError(`Scripts come only from ${window.location.origin}, not from ${absolute}`);
  }
  return absolute.href;
}
