// Language and keys: everybody their own.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { controleer, startBrowser } from "../hulp/browser.mjs";
import { startLoket } from "../hulp/loket.mjs";
import { aanHetWerk, druk, neemOp } from "../hulp/werk.mjs";

let loket;
let browser;
before(async () => {
  [loket, browser] = await Promise.all([startLoket(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await loket?.stop();
});

const VOORKEUREN = "/werkplek/voorkeuren";

async function bewaar(pagina) {
  await pagina.getByRole("button", { name: "Bewaar voorkeuren" }).click();
  await pagina.getByText("Uw voorkeuren zijn bewaard.").waitFor();
}

/** Presses a key that must not lead anywhere. */
async function doetNiets(pagina, toets) {
  const weg = pagina.waitForRequest((verzoek) => verzoek.isNavigationRequest(), { timeout: 700 }).then(() => true, () => false);
  await pagina.keyboard.press(toets);
  assert.equal(await weg, false, `${toets} does nothing`);
}

test("English by a switch, on the page where one is, and it is remembered", async () => {
  const agent = await aanHetWerk(browser, loket, "s.bakker");
  const contact = await neemOp(agent);
  await agent.getByText("Sanne Bakker", { exact: true }).click();
  await agent.getByRole("link", { name: "English" }).click();
  assert.equal(new URL(agent.url()).pathname, contact);
  assert.equal(await agent.getAttribute("html", "lang"), "en");
  await agent.getByLabel("Note", { exact: true }).waitFor();
  await controleer(agent, "contact-engels");
  await agent.goto("/werkplek");
  assert.equal(await agent.getAttribute("html", "lang"), "en");
  await agent.getByText("Sanne Bakker", { exact: true }).click();
  await agent.getByRole("link", { name: "Nederlands" }).click();
  assert.equal(await agent.getAttribute("html", "lang"), "nl");
});

test("no text of the other language is left on an English page", async () => {
  const wie = { agent: "n.terpstra", manager: "w.lammers" };
  for (const [rol, naam] of Object.entries(wie)) {
    const pagina = await aanHetWerk(browser, loket, naam);
    await pagina.goto("/taal/en?terug=%2Fwerkplek");
    const paden = rol === "agent" ? ["/werkplek", VOORKEUREN] : ["/werkplek", "/rapportages/kcc", "/werkplek/taken"];
    for (const pad of paden) {
      await pagina.goto(pad);
      const tekst = await pagina.evaluate(() => {
        const kopie = document.body.cloneNode(true);
        for (const nederlands of kopie.querySelectorAll("[lang=nl]")) nederlands.remove();
        return kopie.textContent;
      });
      assert.doesNotMatch(tekst, /\b(een|niet|deze|wordt|voorkeuren|taken)\b/i, `${naam} ${pad}`);
    }
  }
});

test("a chord is changed: the new one works, also inside a text field, and stands on the button", async () => {
  const agent = await aanHetWerk(browser, loket, "d.wolters");
  await agent.goto(VOORKEUREN);
  await agent.getByLabel("Nieuw contact").fill("alt + q");
  await bewaar(agent);
  assert.equal(await agent.getByLabel("Nieuw contact").inputValue(), "Alt+Q");
  await agent.goto("/werkplek");
  await agent.getByRole("button", { name: "Start contact Alt+Q" }).waitFor();
  await agent.getByRole("searchbox").focus();
  await doetNiets(agent, "F8");
  await agent.getByRole("searchbox").focus();
  await druk(agent, "Alt+q");
  await agent.waitForURL(/\/werkplek\/contacten\//);
  const anders = await aanHetWerk(browser, loket, "f.amrani");
  await neemOp(anders);
});

test("my tasks open by their chord from every page, also while typing", async () => {
  const agent = await aanHetWerk(browser, loket, "s.bakker");
  for (const pad of [VOORKEUREN, "/werkplek/artikelen/rijbewijs", "/werkplek"]) {
    await agent.goto(pad);
    await druk(agent, "Alt+m");
    await agent.waitForURL("**/werkplek/taken");
  }
  await neemOp(agent);
  await agent.getByLabel("Notitie").fill("Halverwege een zin");
  await druk(agent, "Alt+m");
  await agent.waitForURL("**/werkplek/taken");
});

test("a chord is switched off: it does nothing and is shown nowhere; all can be switched off and put back", async () => {
  const agent = await aanHetWerk(browser, loket, "k.ramdin");
  await agent.goto(VOORKEUREN);
  await agent.getByLabel("Direct beantwoord, of het formulier vastleggen").fill("");
  await bewaar(agent);
  await agent.goto("/werkplek");
  await neemOp(agent);
  await doetNiets(agent, "Control+Enter");
  await agent.getByRole("button", { name: "Direct beantwoord", exact: true }).waitFor();
  await agent.goto(VOORKEUREN);
  await agent.getByRole("button", { name: "Zet alle toetsen uit" }).click();
  await agent.getByText("Uw voorkeuren zijn bewaard.").waitFor();
  assert.equal(await agent.locator("[data-akkoord]:not([data-akkoord=''])").count(), 0);
  await agent.getByRole("button", { name: "Zet alle toetsen terug" }).click();
  await agent.getByText("Uw voorkeuren zijn bewaard.").waitFor();
  assert.equal(await agent.getByLabel("Direct beantwoord, of het formulier vastleggen").inputValue(), "Ctrl+Enter");
});

test("a chord that cannot be is refused beside its field, and what was typed stays", async () => {
  const agent = await aanHetWerk(browser, loket, "i.brouwer");
  await agent.goto(VOORKEUREN);
  await agent.getByLabel("Zoeken", { exact: true }).fill("Ctrl+W");
  await agent.getByLabel("Terugbellen", { exact: true }).fill("Alt+O");
  await agent.getByLabel("Nieuw contact").fill("zomaar wat");
  await agent.getByRole("button", { name: "Bewaar voorkeuren" }).click();
  const samenvatting = agent.getByRole("alert");
  assert.equal(await samenvatting.getByRole("link").count(), 3);
  await controleer(agent, "voorkeuren-fout", { donker: true });
  assert.equal(await agent.getByLabel("Zoeken", { exact: true }).inputValue(), "Ctrl+W");
  await samenvatting.getByRole("link").first().click();
  assert.equal(await agent.evaluate(() => document.activeElement.tagName), "INPUT");
});

test("all keys of the page in a list, by a key, with their names", async () => {
  const agent = await aanHetWerk(browser, loket, "y.tahiri");
  await neemOp(agent);
  await druk(agent, "F1");
  const lijst = agent.getByRole("dialog", { name: "Toetsen op deze pagina" });
  for (const [toets, naam] of [["F8", "Nieuw contact"], ["Ctrl+Enter", "Direct beantwoord"], ["Alt+R", "Terugbellen"]]) {
    await lijst.getByText(toets, { exact: true }).waitFor();
    await lijst.getByText(naam, { exact: true }).waitFor();
  }
  await controleer(agent, "toetsen");
  await agent.keyboard.press("Escape");
  assert.equal(await lijst.isVisible(), false);
});

test("dark colours by preference, whatever the system says", async () => {
  const agent = await aanHetWerk(browser, loket, "s.bhola");
  await agent.goto(VOORKEUREN);
  await agent.getByLabel("Donker").check();
  await bewaar(agent);
  await agent.goto("/werkplek");
  const licht = await agent.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).slice(0, 3).map(Number));
  assert.ok(Math.max(...licht) < 90, `a dark background, not rgb(${licht})`);
  await controleer(agent, "werkplek-thema-donker");
});
