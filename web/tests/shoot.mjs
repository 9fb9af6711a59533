// Takes a picture of one address: node tests/shoot.mjs ORIGIN PATH FILE [width] [light|dark] [full] [noscript] [height=N]
import { browse, drawn } from "./browser.mjs";

const [origin, path, file, width = "1280", scheme = "light", ...flags] = process.argv.slice(2);
const browser = await browse();
const context = await browser.newContext({
  viewport: { width: Number(width), height: Number(flags.find((flag) => flag.startsWith("height="))?.slice(7) ?? 900) },
  colorScheme: scheme,
  reducedMotion: "reduce",
  javaScriptEnabled: !flags.includes("noscript"),
});
const page = await context.newPage();
await page.goto(origin + path);
if (!flags.includes("noscript") && (await page.$("landfall-map"))) await drawn(page);
await page.screenshot({ path: file, fullPage: flags.includes("full") });
await browser.close();
