// What every browser test starts with: the built binary over a folder, and a Chromium that asks nothing of the network.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

export const languages = ["en", "fr", "es", "ar"];

/** Starts the server on a free port; resolves with its origin once the first line has come. */
export async function serve(folder) {
  const binary = process.env.LANDFALL_BIN;
  if (!binary) throw new Error("LANDFALL_BIN is not set: give the path of the built `landfall`");
  const server = spawn(binary, ["serve", folder, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: server.stdout });
  const gone = once(server, "exit").then(([code]) => {
    throw new Error(`landfall serve ended with exit code ${code} before it listened`);
  });
  gone.catch(() => {});
  const [line] = await Promise.race([once(lines, "line"), gone]);
  const origin = line.replace("listening on ", "");
  return {
    origin,
    async stop() {
      const ended = once(server, "exit");
      server.kill("SIGTERM");
      const [code] = await ended;
      return code;
    },
  };
}

/** Starts Chromium; playwright gives it a new profile folder, which goes when it does. */
export function browse() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_BIN ?? "/usr/bin/chromium",
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--enable-unsafe-swiftshader",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page that remembers what must not happen: requests elsewhere, refusals of the policy, errors of scripts. */
export async function watch(context, origin) {
  const page = await context.newPage();
  const elsewhere = [];
  const complaints = [];
  page.on("request", (request) => {
    const address = request.url();
    if (!address.startsWith(origin) && !address.startsWith("data:") && !address.startsWith("blob:")) elsewhere.push(address);
  });
  page.on("console", (message) => {
    if (message.type() === "error" || /Content Security Policy|map stays/.test(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { page, elsewhere, complaints };
}

/** Waits until the map island has drawn its map; fails where it has given up. */
export async function drawn(page) {
  await page.waitForFunction(() => document.querySelector("landfall-map")?.dataset.drawn, null, { timeout: 60_000 });
  const state = await page.locator("landfall-map").getAttribute("data-drawn");
  if (state !== "true") throw new Error("the map island could not draw");
  await page.locator(".mark").first().waitFor({ timeout: 60_000 });
}
