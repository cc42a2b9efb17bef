/** Made anew on every connection, in this order. */
export const sessionFiles = [
  "kinds.gen.sql",
  "upcast.sql",
  "session.sql",
  "norms.sql",
  "views.sql",
] as const;
