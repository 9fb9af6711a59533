// What every browser test starts with: the built binary over a node, and a Chromium that asks nothing of the network.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

export const languages = ["en", "fr", "es", "ar"];

/** The passphrase of every node that a test makes. */
export const passphrase = "a lantern over the harbour";

function program() {
  const binary = process.env.LANDFALL_BIN;
  if (!binary) throw new Error("LANDFALL_BIN is not set: give the path of the built `landfall`");
  return binary;
}

/** Runs a command to its end; throws where it fails. */
export function landfall(...words) {
  const { status, stderr } = spawnSync(program(), words, { stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
  if (status !== 0) throw new Error(`landfall ${words.join(" ")} ended with exit code ${status}: ${stderr}`);
}

/** Makes a node out of a folder with a register and, perhaps, incidents; `choices` are those of `landfall init`. */
export function makeNode(folder, ...choices) {
  const place = mkdtempSync(join(tmpdir(), "landfall-test-"));
  const [node, secret] = [join(place, "harbour"), join(place, "secret")];
  writeFileSync(secret, passphrase, { mode: 0o600 });
  landfall("init", node, "--passphrase-file", secret, "--argon2-memory-kib", "64", ...choices);
  landfall("import", "register", folder, "--node", node, "--passphrase-file", secret);
  const incidents = join(folder, "incidents.csv");
  if (existsSync(incidents)) landfall("import", "mmp", incidents, "--into", node);
  return { node, secret, remove: () => rmSync(place, { recursive: true }) };
}

/** Serves a node on a free port; resolves with its origin once the first line has come. */
export async function serve({ node, remove }) {
  const server = spawn(program(), ["serve", node, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "pipe"] });
  const told = createInterface({ input: server.stderr });
  const links = [];
  told.on("line", (line) => {
    const link = line.match(/https?:\S+\/welcome\/\S+/);
    if (link) links.push(link[0]);
    else console.error(line);
  });
  const lines = createInterface({ input: server.stdout });
  const gone = once(server, "exit").then(([code]) => {
    throw new Error(`landfall serve ended with exit code ${code} before it listened`);
  });
  gone.catch(() => {});
  const [line] = await Promise.race([once(lines, "line"), gone]);
  const origin = line.replace("listening on ", "");
  return {
    origin,
    /** The link of the first start, which is told once the node is unlocked. */
    async welcome() {
      while (!links.length) await once(told, "line");
      return links[0];
    },
    async stop() {
      const ended = once(server, "exit");
      server.kill("SIGTERM");
      const [code] = await ended;
      remove();
      return code;
    },
  };
}

/** Signs in as the first holder of a node that a test made, in one of their roles; resolves with the session's cookie. */
export async function enter(origin, role = "tracing-officer", name = "admin") {
  const jar = new Map();
  const ask = async (path, form) => {
    const headers = { cookie: [...jar].map(([of, value]) => `${of}=${value}`).join("; "), origin };
    const sent = form ? { method: "POST", body: new URLSearchParams(form) } : {};
    const answer = await fetch(`${origin}/en${path}`, { headers, redirect: "manual", ...sent });
    for (const line of answer.headers.getSetCookie()) {
      const [of, value] = line.split(";")[0].split("=");
      if (value) jar.set(of, value);
      else jar.delete(of);
    }
    return answer;
  };
  const word = async (path) => (await (await ask(path)).text()).match(/name="csrf" value="([^"]+)"/)[1];
  const signedIn = await ask("/sign-in", { csrf: await word("/sign-in"), name, password: passphrase });
  if (signedIn.status !== 303) throw new Error(`${name} could not sign in: ${signedIn.status}`);
  const acting = await ask("/role", { csrf: await word("/about"), role });
  if (acting.status !== 303) throw new Error(`${name} could not act as ${role}: ${acting.status}`);
  return { name: "__Host-landfall", value: jar.get("__Host-landfall") };
}

/** Gives a browser the session of a cookie. Playwright names a domain with every cookie, which a `__Host-` one refuses. */
export async function carry(context, origin, { name, value }) {
  const page = await context.newPage();
  const tools = await context.newCDPSession(page);
  const url = origin.replace("http:", "https:");
  const { success } = await tools.send("Network.setCookie", { name, value, url, path: "/", secure: true, httpOnly: true, sameSite: "Lax" });
  if (!success) throw new Error("the browser does not take the cookie of the session");
  await page.close();
}

/** Waits until the register of a node that is open has been compared. */
export async function compared(origin, { name, value }) {
  for (let tries = 0; tries < 600; tries += 1) {
    const answer = await fetch(`${origin}/en/missing`, { headers: { cookie: `${name}=${value}` }, redirect: "manual" });
    if (answer.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the register was not compared within a minute");
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
