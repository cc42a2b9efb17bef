/**
 * Names the page's code and its styles in index.html. The first script starts the worker and only
 * then imports the page; so the browser need not find that out before it begins to fetch.
 */
import type { Plugin } from "vite";

export function preload(entry: string): Plugin {
  return {
    name: "infoview:preload",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle }) {
        const page = Object.values(bundle ?? {}).find(
          (each) => each.type === "chunk" && each.facadeModuleId?.endsWith(entry),
        );
        if (page?.type !== "chunk") throw new Error(`The build holds no chunk of ${entry}`);
        const styles = [...(page.viteMetadata?.importedCss ?? [])];
        return [
          ...styles.map((name) => ({
            tag: "link",
            attrs: { rel: "stylesheet", href: `/${name}` },
            injectTo: "head" as const,
          })),
          {
            tag: "link",
            attrs: { rel: "modulepreload", href: `/${page.fileName}` },
            injectTo: "head",
          },
        ];
      },
    },
  };
}
