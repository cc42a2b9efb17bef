/** What plain http means, on every screen and not to be closed, since it stays true. */

export function PlainBanner() {
  if (window.isSecureContext) return null;
  return (
    <p class="plain-banner" role="note">
      <strong>Not encrypted.</strong> Anybody in this network can change this app and read your
      notebook. <a href="/settings/about">What this means</a>
    </p>
  );
}
