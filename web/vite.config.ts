// Builds the islands and the one style sheet into dist/, with a manifest from which the server reads the hashed names.
import { defineConfig } from "vite";

export default defineConfig({
  base: "/assets/",
  // Both sheets are loaded by the page itself; nothing is inlined, since the policy of the pages forbids inline code.
  build: {
    manifest: true,
    outDir: "dist",
    assetsDir: "",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1400,
    rollupOptions: { input: ["src/pages.css", "src/map/island.ts"] },
  },
  worker: { format: "es" },
});
