// Accounts as a browser shows them: the first start, signing in with and without a second factor, joining and being
// confirmed in two browsers, a colleague's account taken away, sessions, the audit; in every language, at three widths,
// clean for axe, with nothing asked of another origin.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browse, languages, makeNode, passphrase, serve, watch } from "./browser.mjs";

const fixture = fileURLToPath(new URL("fixture", import.meta.url));
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const widths = [360, 768, 1280];
const words = "four small boats at dawn";
/** What the administrator of the node may act as. */
const roles = ["administrator", "coordinator", "tracing-officer", "forensic-analyst", "auditor"];

let browser;
let place;
let server;
/** The secret of the administrator's second factor, once it is set up. */
let secret;
before(async () => {
  browser = await browse();
  place = makeNode(fixture, ...roles.flatMap((role) => ["--role", role]));
  server = await serve(place);
});
after(async () => {
  await browser.close();
  assert.equal(await server.stop(), 0);
});

const open = async (options = {}) => watch(await browser.newContext({ reducedMotion: "reduce", ...options }), server.origin);

/** The six digits of a moment (RFC 6238: SHA-1, 30 seconds), `steps` from now. */
function code(letters, steps = 0) {
  const bits = [...letters.replace(/[\s=]/g, "")].map((letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  );
  const bytes = bits.join("").match(/.{8}/g).map((byte) => Number.parseInt(byte, 2));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const digest = createHmac("sha1", Buffer.from(bytes)).update(counter).digest();
  const at = digest[19] & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

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

/** Acts in another of one's roles, by the form that every page has. */
async function actAs(page, role) {
  await page.locator("#act-as").selectOption(role);
  await Promise.all([page.waitForEvent("framenavigated"), page.locator(".who button").click()]);
}

/** Sends the form of the page. */
const send = (page) => page.locator("main form .button").last().click();

/** Signs in, with a code where one is asked for. A code is taken once, so that `steps` names another for the next time. */
async function signIn(page, name, password, { lang = "en", letters, steps = 0 } = {}) {
  await page.goto(`${server.origin}/${lang}/sign-in`);
  await page.locator("#name").fill(name);
  await page.locator("#password").fill(password);
  await send(page);
  if (!letters) return;
  await page.locator("#code").fill(code(letters, steps));
  await send(page);
}

test("the first start leads from the link to a second factor", async () => {
  const { page, elsewhere, complaints } = await open();
  await page.goto(`${server.origin}/en/unlock`);
  await page.locator("#holder").fill("admin");
  await page.locator("#passphrase").fill(passphrase);
  await page.locator("main button").click();
  await page.goto(await server.welcome());
  await fits(page, "/welcome");
  await page.locator("#name").fill("admin");
  await page.locator("#password").fill(passphrase);
  await send(page);
  assert.match(page.url(), /second-factor$/);
  await fits(page, "the second factor");
  secret = await page.locator("#secret").innerText();
  const drawn = await page.locator("svg.qr").boundingBox();
  assert.ok(drawn.width > 180 && Math.abs(drawn.width - drawn.height) < 1, "the square is large enough for a camera");
  await page.locator("#code").fill("000000");
  await send(page);
  assert.ok(await page.getByRole("alert").isVisible());
  await fits(page, "the second factor, refused");
  await page.locator("#code").fill(code(secret, -1));
  await send(page);
  assert.match(await page.locator("h1").innerText(), /ready/);
  await fits(page, "the first start, done");
  assert.equal((await page.goto(await server.welcome())).status(), 404, "the link opens nothing any more");
  assert.deepEqual([elsewhere, complaints.filter((text) => !/40[34]|422/.test(text))], [[], []]);
  await page.context().close();
});

test("somebody joins, waits, is confirmed, and is at once without an account when it is taken away", async () => {
  const [ours, theirs] = [await open(), await open()];
  const [admin, guest] = [ours.page, theirs.page];
  await signIn(admin, "admin", passphrase, { letters: secret });
  await admin.goto(`${server.origin}/en/people/invite`);
  await fits(admin, "/people/invite");
  await send(admin);
  assert.ok(await admin.getByRole("alert").isVisible(), "a role must be chosen");
  await fits(admin, "/people/invite, refused");
  await admin.locator("#roles-tracing-officer").check();
  await send(admin);
  const link = (await admin.locator("#secret").innerText()).trim();
  await fits(admin, "the invitation");

  assert.equal((await guest.goto(link)).status(), 200);
  await fits(guest, "/join");
  await guest.locator("#name").fill("Nadia Haddad");
  await guest.locator("#password").fill("short");
  await guest.locator("#again").fill("other");
  await send(guest);
  assert.equal(await guest.locator("#summary a").count(), 3);
  assert.equal(await guest.locator("#name").inputValue(), "Nadia Haddad");
  await fits(guest, "/join, refused");
  await guest.locator("#name").fill("north-lantern");
  await guest.locator("#password").fill(words);
  await guest.locator("#again").fill(words);
  await send(guest);
  assert.ok((await guest.locator("#secret").innerText()).length > 20, "the recovery key");
  await fits(guest, "the recovery key");
  await send(guest);
  assert.equal(await guest.locator("#kept").count(), 1, "nobody goes on without having written it down");
  await guest.locator("#kept").check();
  await send(guest);
  const letters = await guest.locator("#secret").innerText();
  await guest.locator("#code").fill(code(letters));
  await send(guest);
  await fits(guest, "the second factor, set up");

  await guest.goto(`${server.origin}/en/missing`);
  assert.match(await guest.locator("h1").innerText(), /confirm/);
  await fits(guest, "waiting");
  assert.equal((await guest.goto(link)).status(), 404, "an invitation is used once");

  await admin.goto(`${server.origin}/en/people`);
  assert.ok(await admin.locator(".card-next").getByText("north-lantern").first().isVisible());
  await fits(admin, "/people");
  await admin.locator(".card-next .button").click();
  await send(admin);
  assert.ok(await admin.getByRole("alert").isVisible(), "the person is asked first");
  await fits(admin, "confirming, refused");
  await admin.locator("#known").check();
  await send(admin);
  assert.match(await admin.locator("h1").innerText(), /north-lantern/);

  const seen = await guest.goto(`${server.origin}/en/missing`);
  assert.equal(seen.status(), 200, "confirmed: the next page shows the register");
  assert.equal((await guest.goto(`${server.origin}/en/people`)).status(), 404, "what is not theirs is not there");
  const none = (await guest.locator("main").innerHTML());
  assert.equal((await guest.goto(`${server.origin}/en/nothing`)).status(), 404);
  assert.equal(await guest.locator("main").innerHTML(), none);

  await guest.goto(`${server.origin}/en/account`);
  await fits(guest, "/account");
  await guest.goto(`${server.origin}/en/account/tokens`);
  await guest.locator("#label").fill("weekly figures");
  await guest.locator("#purpose-tracing").check();
  await send(guest);
  assert.match(await guest.locator("#secret").innerText(), /\w{20}/);
  await fits(guest, "a token");
  await guest.goto(`${server.origin}/en/account/tokens`);
  await fits(guest, "/account/tokens");
  await guest.locator(".card .button").click();
  assert.equal(await guest.locator(".card").count(), 0, "taken back");

  await admin.goto(`${server.origin}/en/people/north-lantern/revoke`);
  await send(admin);
  assert.ok(await admin.getByRole("alert").isVisible(), "a reason is asked for");
  await admin.locator("#reason").fill("left the organisation");
  await fits(admin, "/people/…/revoke");
  await send(admin);
  await guest.goto(`${server.origin}/en/missing`);
  assert.match(guest.url(), /sign-in/, "the next page shows nothing any more");
  assert.deepEqual([ours.elsewhere, theirs.elsewhere], [[], []]);
  await admin.context().close();
  await guest.context().close();
});

test("a browser is signed out from another, and signing out is kept", async () => {
  const [here, there] = [await open(), await open()];
  await signIn(here.page, "admin", passphrase, { letters: secret, steps: 1 });
  await here.page.goto(`${server.origin}/en/account`);
  assert.ok((await here.page.locator(".card").count()) >= 1);
  await here.page.goto(`${server.origin}/ar/account`);
  assert.equal(await here.page.evaluate(() => document.documentElement.dir), "rtl");
  await fits(here.page, "/ar/account");
  for (const lang of languages) {
    for (const path of ["account/password", "account/recovery-key", "account/second-factor", "people", "sign-out"]) {
      await here.page.goto(`${server.origin}/${lang}/${path}`);
      await fits(here.page, `/${lang}/${path}`);
    }
  }
  await here.page.goto(`${server.origin}/en/about`);
  await here.page.locator(".who").getByRole("link", { name: "Colleagues" }).click();
  assert.match(here.page.url(), /people$/);
  assert.equal((await here.page.goto(`${server.origin}/en/audit`)).status(), 404, "an administrator is no auditor");
  await here.page.goto(`${server.origin}/en/about`);
  await actAs(here.page, "auditor");
  assert.equal(await here.page.locator(".who").getByRole("link", { name: "Colleagues" }).count(), 0);
  await here.page.locator(".who").getByRole("link", { name: "Who opened what" }).click();
  assert.match(here.page.url(), /audit$/);
  assert.ok(await here.page.locator(".audit tbody").getByText("north-lantern").first().isVisible());
  assert.ok(await here.page.locator(".audit tbody").getByText("GET /people", { exact: true }).first().isVisible(), "by which way");
  for (const lang of languages) {
    await here.page.goto(`${server.origin}/${lang}/audit`);
    await here.page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    await fits(here.page, `/${lang}/audit`);
  }
  await here.page.goto(`${server.origin}/en/audit?who=nobody-here`);
  assert.ok(await here.page.locator(".empty").isVisible());
  await fits(here.page, "/audit, nothing fits");
  await here.page.goto(`${server.origin}/en/sign-out`);
  await send(here.page);
  await here.page.goto(`${server.origin}/en/account`);
  assert.match(here.page.url(), /sign-in/);
  assert.deepEqual([here.elsewhere, there.elsewhere], [[], []]);
  await here.page.context().close();
  await there.page.context().close();
});

// the last: a network that was refused more than three times rests, and this is one network
for (const [lang, names] of [["en", ["admin", "nobody-here"]], ["ar", ["admin"]], ["fr", []], ["es", []]]) {
  test(`${lang}: one answer to a wrong name and a wrong password, and what was typed stays`, async () => {
    const { page, elsewhere } = await open();
    await page.goto(`${server.origin}/${lang}/sign-in`);
    await fits(page, `/${lang}/sign-in`);
    const answers = [];
    for (const name of names) {
      await signIn(page, name, "not this one at all", { lang });
      answers.push(await page.locator("main").innerText());
      assert.equal(await page.locator("#name").inputValue(), name);
      assert.equal(await page.locator("#password").inputValue(), "");
      assert.equal(page.url(), `${server.origin}/${lang}/sign-in`, "nothing typed stands in the address");
      assert.ok(await page.getByRole("alert").isVisible());
      await fits(page, `/${lang}/sign-in, refused`);
    }
    assert.equal(new Set(answers).size, Math.min(names.length, 1));
    assert.equal(await page.evaluate(() => document.documentElement.dir), lang === "ar" ? "rtl" : "ltr");
    assert.deepEqual(elsewhere, []);
    await page.context().close();
  });
}
