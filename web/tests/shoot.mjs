// Takes a picture of one address: node tests/shoot.mjs ORIGIN PATH FILE [width] [light|dark] [full|map] [noscript]
import { browse } from "./browser.mjs";

const [origin, path, file, width = "1280", scheme = "light", ...flags] = process.argv.slice(2);
const { context, close } = await browse();
const page = await context.newPage();
await page.setViewportSize({ width: Number(width), height: Number(width) < 500 ? 780 : 900 });
await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
await page.goto(origin + path);
if (await page.$("landfall-map")) {
  await page.waitForFunction(() => document.querySelector("landfall-map").dataset.drawn, null, { timeout: 30000 }).catch(() => {});
  await page.waitForTimeout(1500);
}
await page.screenshot({ path: file, fullPage: flags.includes("full") });
await close();
