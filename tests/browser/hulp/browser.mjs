// A real Chromium, and what every page must hold: axe finds nothing, nothing is wider than the screen, no script fails.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** What `loket demo` prints as everybody's password. */
const WACHTWOORD = "welkom-in-elsdrecht";
/** Longer than any page takes on a busy machine; a test that waits for what never comes fails soon. */
const PATIENCE_MS = 10_000;
const BREEDTES = [360, 1024, 1600];
/** Screenshots go here when SCHERMEN is set, to be looked at by a person. */
const SCHERMEN = process.env.SCHERMEN;

export async function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page in a fresh context (its own cookies); script errors and refused resources fail the test at the end. */
export async function nieuwePagina(browser, { url, breedte = 1280, hoogte = 900, javaScriptEnabled = true, locale = "nl-NL" }) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: breedte, height: hoogte },
    javaScriptEnabled,
    locale,
    timezoneId: "Europe/Amsterdam",
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const pagina = await context.newPage();
  pagina.fouten = [];
  pagina.on("pageerror", (fout) => pagina.fouten.push(`script: ${fout.message}`));
  pagina.on("console", (bericht) => {
    // A refused form (4xx) is part of a test; a refused resource or a policy violation never is.
    if (bericht.type() === "error" && !/status of 4\d\d/.test(bericht.text())) pagina.fouten.push(bericht.text());
  });
  return pagina;
}

/** Logs in with the demo's password and ends on the workplace. */
export async function logIn(pagina, gebruikersnaam) {
  await pagina.goto("/inloggen");
  await pagina.getByLabel("Gebruikersnaam").fill(gebruikersnaam);
  await pagina.getByLabel("Wachtwoord", { exact: true }).fill(WACHTWOORD);
  await pagina.keyboard.press("Enter");
  await pagina.waitForURL((adres) => !adres.pathname.startsWith("/inloggen"));
}

/** Looks at the page at three widths: axe, no sideways scrolling, no errors so far; with `donker` also in dark colours. */
export async function controleer(pagina, naam, { donker = false } = {}) {
  const eigen = pagina.viewportSize();
  for (const kleuren of donker ? ["light", "dark"] : ["light"]) {
    await pagina.emulateMedia({ colorScheme: kleuren });
    for (const breedte of BREEDTES) await kijk(pagina, kleuren === "dark" ? `${naam}-donker` : naam, breedte);
  }
  await pagina.emulateMedia({ colorScheme: null });
  await pagina.setViewportSize(eigen);
  assert.deepEqual(pagina.fouten, [], `${naam}: errors on the page`);
}

async function kijk(pagina, naam, breedte) {
  await pagina.setViewportSize({ width: breedte, height: 900 });
  const [overflow, buiten] = await pagina.evaluate(() => [
    document.documentElement.scrollWidth - document.documentElement.clientWidth,
    [...document.querySelectorAll("body *")].filter((deel) => deel.getBoundingClientRect().right > innerWidth + 1).map((deel) => `${deel.tagName}.${deel.className}`),
  ]);
  assert.ok(overflow <= 1, `${naam}: ${overflow} px wider than a screen of ${breedte} px: ${buiten.slice(0, 8)}`);
  await axe(pagina, `${naam} at ${breedte} px`);
  if (!SCHERMEN) return;
  mkdirSync(SCHERMEN, { recursive: true });
  await pagina.screenshot({ path: `${SCHERMEN}/${naam}-${breedte}.png`, fullPage: breedte === 360 });
}

async function axe(pagina, naam) {
  // Through the debugger, which the page's own content security policy does not touch.
  await pagina.evaluate(AXE);
  const { violations } = await pagina.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const gevonden = violations.map((v) => `${v.id}: ${v.help}\n${v.nodes.map((n) => `    ${n.html}\n    ${n.failureSummary}`).join("\n")}`);
  assert.deepEqual(gevonden, [], `axe on ${naam}`);
}
