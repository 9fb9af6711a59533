// A node that is locked, is unlocked on its page and is locked again, as a browser shows it: in every language, at three
// widths, clean for axe, by keyboard alone; and the notices of nodes that open themselves.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browse, carry, compared, enter, landfall, languages, makeNode, passphrase, serve, watch } from "./browser.mjs";

const fixture = fileURLToPath(new URL("fixture", import.meta.url));
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const larger = fileURLToPath(new URL("../../demo/register", import.meta.url));
const widths = [360, 768, 1280];

let browser;
let place;
let server;
before(async () => {
  browser = await browse();
  place = makeNode(fixture);
  server = await serve(place);
});
after(async () => {
  await browser.close();
  assert.equal(await server.stop(), 0, "the server stops at SIGTERM with exit code 0");
});

const open = async (options = {}) => watch(await browser.newContext({ reducedMotion: "reduce", ...options }), server.origin);

/** Fails where a page is too wide at one of the widths, or axe objects to it. */
async function fits(page, what) {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(over <= 0, `${what} is ${over} px too wide at ${width}`);
  }
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
  );
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), [], what);
}

for (const lang of languages) {
  for (const colorScheme of ["light", "dark"]) {
    test(`${lang}, ${colorScheme}: a locked node leads to the page that unlocks it, and a wrong passphrase is said`, async () => {
      const { page, elsewhere } = await open({ colorScheme });
      const answer = await page.goto(`${server.origin}/${lang}/missing/M1`);
      assert.equal(answer.status(), 503);
      await fits(page, `/${lang}/missing/M1, locked`);
      await page.locator("main .button").click();
      assert.equal(page.url(), `${server.origin}/${lang}/unlock`);
      await fits(page, `/${lang}/unlock`);
      await page.locator("#holder").fill("admin");
      await page.locator("#passphrase").fill("not this one");
      await page.locator("main button").click();
      assert.equal(page.url(), `${server.origin}/${lang}/unlock`, "nothing typed stands in the address");
      assert.equal(await page.locator("#holder").inputValue(), "admin");
      assert.equal(await page.locator("#passphrase").inputValue(), "");
      assert.ok(await page.getByRole("alert").isVisible());
      await fits(page, `/${lang}/unlock, refused`);
      await page.goto(`${server.origin}/${lang}/situation`);
      assert.ok(await page.locator(".node-line a").isVisible(), "what is published is shown, and the way to unlock");
      assert.deepEqual(elsewhere, []);
      await page.context().close();
    });
  }
}

test("a node is unlocked by keyboard alone, shown, and locked by the command", async () => {
  const { page, complaints, elsewhere } = await open();
  await page.goto(`${server.origin}/en/unlock`);
  await page.locator("#holder").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.type(passphrase);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/en/sign-in**");
  const session = await enter(server.origin);
  await compared(server.origin, session);
  await carry(page.context(), server.origin, session);
  await page.goto(`${server.origin}/en/missing/M1`);
  assert.ok(await page.locator(".facts").first().isVisible());
  assert.deepEqual([complaints.filter((text) => !text.includes("503")), elsewhere], [[], []]);
  for (const lang of languages) {
    await page.goto(`${server.origin}/${lang}/unlock`);
    await fits(page, `/${lang}/unlock, unlocked`);
  }
  landfall("lock", place.node);
  assert.equal((await page.goto(`${server.origin}/en/missing/M1`)).status(), 503);
  await page.context().close();
});

test("a form of another origin unlocks nothing", async () => {
  const form = new URLSearchParams({ holder: "admin", passphrase });
  const headers = { origin: "http://elsewhere.example" };
  const answer = await fetch(`${server.origin}/en/unlock`, { method: "POST", body: form, headers, redirect: "manual" });
  assert.equal(answer.status, 403);
  assert.equal((await fetch(`${server.origin}/en/missing`)).status, 503);
});

for (const [choice, notice] of [
  ["--unattended", ".notice-danger"],
  ["--demo", ".notice-calm"],
]) {
  test(`a node made with ${choice} says on every page that it opens itself`, async () => {
    const other = await serve(makeNode(fixture, choice));
    const session = await enter(other.origin);
    await compared(other.origin, session);
    const { page } = await open();
    await carry(page.context(), other.origin, session);
    for (const lang of languages) {
      for (const path of ["/situation", "/missing", "/remains/R1", "/about", "/nothing"]) {
        await page.goto(`${other.origin}/${lang}${path}`);
        assert.equal(await page.locator(notice).count(), 1, `/${lang}${path}`);
        assert.equal(await page.locator(".notice").count(), 1, `/${lang}${path}`);
      }
      await fits(page, `${choice}, ${lang}`);
    }
    await page.context().close();
    assert.equal(await other.stop(), 0);
  });
}

test("a register that is being compared says how far it is", async () => {
  const made = makeNode(larger);
  const other = await serve(made);
  const { page } = await open();
  for (const lang of languages) {
    // each time it begins anew, so that there is time to look
    landfall("lock", made.node);
    landfall("unlock", made.node, "--passphrase-file", made.secret);
    await carry(page.context(), other.origin, await enter(other.origin));
    assert.equal((await page.goto(`${other.origin}/${lang}/remains`)).status(), 503);
    assert.ok(await page.locator("progress").isVisible());
    await fits(page, `/${lang}/remains, being compared`);
  }
  await page.context().close();
  assert.equal(await other.stop(), 0, "a comparison under way does not hold up the end");
});
