// Every page in every language at three widths, as a browser shows it: nothing from elsewhere, nothing that the policy
// refuses, nothing wider than the screen, nothing that axe objects to, with and without script, by keyboard alone.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browse, carry, compared, drawn, enter, languages, makeNode, serve, watch } from "./browser.mjs";

const fixture = fileURLToPath(new URL("fixture", import.meta.url));
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const widths = [360, 768, 1280];
const pages = [
  "/situation",
  "/situation/incidents",
  "/situation/incidents/2014.MMP00001",
  "/missing",
  "/missing/M1",
  "/missing/M6",
  "/missing/M7",
  "/remains",
  "/remains/R1",
  "/remains/R8",
  "/hypotheses",
  "/hypotheses/M1/R1",
  "/hypotheses/M5/R5",
  "/about",
  "/nothing",
];

let server;
let browser;
let session;
before(async () => {
  [server, browser] = await Promise.all([serve(makeNode(fixture, "--demo")), browse()]);
  session = await enter(server.origin);
  await compared(server.origin, session);
  // the fixture's incidents change with their source: take one that is there
  const list = await fetch(`${server.origin}/en/situation/incidents`).then((answer) => answer.text());
  pages[2] = list.match(/href="\/en(\/situation\/incidents\/[^"]+)"/)[1];
});
after(async () => {
  await browser.close();
  assert.equal(await server.stop(), 0, "the server stops at SIGTERM with exit code 0");
});

/** A page of somebody who is signed in. */
async function open(options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  await carry(context, server.origin, session);
  return watch(context, server.origin);
}

/** Complaints of a page: an unknown address is answered with 404, and the browser says so on its console. */
const calm = (complaints, path) => complaints.filter((text) => path !== "/nothing" || !text.includes("404"));

for (const lang of languages) {
  test(`${lang}: pages open at every width, stay inside it and ask nothing of others`, async () => {
    const { page, elsewhere, complaints } = await open();
    for (const path of pages) {
      complaints.length = 0;
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        if (width === widths[0]) {
          const answer = await page.goto(`${server.origin}/${lang}${path}`, { waitUntil: "load" });
          assert.equal(answer.status(), path === "/nothing" ? 404 : 200, path);
          assert.equal(new URL(page.url()).pathname, `/${lang}${path}`, "nobody is led to another page");
        }
        const shown = await page.evaluate(() => ({
          lang: document.documentElement.lang,
          dir: document.documentElement.dir,
          over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          styled: getComputedStyle(document.querySelector("main")).maxInlineSize !== "none",
          headings: document.querySelectorAll("h1").length,
        }));
        assert.equal(shown.lang, lang, path);
        assert.equal(shown.dir, lang === "ar" ? "rtl" : "ltr", path);
        assert.ok(shown.over <= 0, `/${lang}${path} is ${shown.over} px too wide at ${width}`);
        assert.ok(shown.styled, `${path} has no style sheet`);
        assert.equal(shown.headings, 1, `${path} has one main heading`);
      }
      assert.deepEqual(calm(complaints, path), [], `/${lang}${path}`);
    }
    assert.deepEqual(elsewhere, []);
    await page.context().close();
  });
}

for (const [lang, colorScheme, width] of [
  ["en", "light", 1280],
  ["ar", "dark", 360],
  ["fr", "dark", 768],
]) {
  test(`${lang}, ${colorScheme}, ${width} px: axe has no objection`, async () => {
    const { page } = await open({ colorScheme, viewport: { width, height: 900 } });
    for (const path of pages) {
      const answer = await page.goto(`${server.origin}/${lang}${path}`);
      assert.equal(answer.status(), path === "/nothing" ? 404 : 200, path);
      if (path === "/situation") await drawn(page);
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() =>
        window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
      );
      const said = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html).join(" | ")}`);
      assert.deepEqual(said, [], `/${lang}${path}`);
    }
    await page.context().close();
  });
}

test("the map is drawn from this node alone and answers to the mouse", async () => {
  const { page, elsewhere, complaints } = await open({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${server.origin}/en/situation`);
  await drawn(page);
  assert.ok((await page.locator(".mark").count()) > 3);
  const name = await page.locator(".mark").first().getAttribute("aria-label");
  assert.match(name, /dead and missing|number not known/);
  // a click opens a group or shows an incident; after some of them there is a pop-up
  for (let step = 0; step < 12 && (await page.locator(".popup").count()) === 0; step += 1) {
    await page.locator(".mark").first().click({ force: true });
    await page.waitForTimeout(1000);
  }
  assert.ok((await page.locator(".popup-source").count()) > 0);
  assert.match(await page.locator(".popup-source").first().textContent(), /^Source: /);
  assert.deepEqual([elsewhere, complaints], [[], []]);
  await page.context().close();
});

test("the map can be used from the keyboard", async () => {
  const { page } = await open({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${server.origin}/fr/situation`);
  await drawn(page);
  await page.locator(".mark").first().focus();
  const before = await page.locator(".mark").count();
  await page.keyboard.press("Enter");
  await page.waitForTimeout(1500);
  const after = await page.locator(".mark").count();
  assert.ok(after !== before || (await page.locator(".popup").count()) > 0);
  await page.context().close();
});

test("without script the server's map, the totals and the table are there", async () => {
  const { page, elsewhere } = await open({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  await page.goto(`${server.origin}/ar/situation`);
  assert.ok((await page.locator(".map-server circle").count()) > 3);
  assert.ok(await page.locator(".map-server").isVisible());
  assert.ok((await page.locator("#by-year ~ .table-scroll tbody tr").count()) > 3);
  await page.locator("select[name=year]").selectOption({ index: 2 });
  await page.locator(".filters button").click();
  assert.match(page.url(), /\?year=\d{4}&region=&route=&cause=$/);
  await page.locator(".map-note + p a").click();
  assert.match(page.url(), /\/ar\/situation\/incidents\?year=\d{4}$/);
  await page.goto(`${server.origin}/en/hypotheses/M1/R1`);
  assert.ok((await page.locator(".pedigree .symbol").count()) > 5);
  assert.deepEqual(elsewhere, []);
  await page.context().close();
});

test("the first tab stop leads to the content, and the focus can be seen", async () => {
  const { page } = await open();
  await page.goto(`${server.origin}/en/hypotheses`);
  await page.keyboard.press("Tab");
  const skip = page.locator(".skip");
  assert.ok(await skip.evaluate((element) => element === document.activeElement && element.getBoundingClientRect().top >= 0));
  assert.match(await skip.evaluate((element) => getComputedStyle(element).outlineWidth), /^[3-9]px$/);
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "content");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)));
  await page.context().close();
});

test("the language switch keeps the page and its state", async () => {
  const { page } = await open();
  await page.goto(`${server.origin}/en/situation/incidents?year=2016&sort=people`);
  await page.getByRole("link", { name: "العربية" }).click();
  assert.match(page.url(), /\/ar\/situation\/incidents\?year=2016&sort=people$/);
  assert.equal(await page.evaluate(() => document.documentElement.dir), "rtl");
  await page.context().close();
});

test("a page prints on white without what only a screen can use", async () => {
  const { page } = await open({ colorScheme: "dark" });
  await page.goto(`${server.origin}/en/hypotheses/M1/R1`);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
  assert.ok(!(await page.locator(".languages").isVisible()));
  await page.context().close();
});
