// Scene 3: who is calling, found in one field, and what may be told.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { controleer, startBrowser } from "../hulp/browser.mjs";
import { startLoket } from "../hulp/loket.mjs";
import { aanHetWerk, bewaard, neemOp, openArtikel, zoek } from "../hulp/werk.mjs";

let loket;
let browser;
before(async () => {
  [loket, browser] = await Promise.all([startLoket(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await loket?.stop();
});

/** People of teams that call back; which of them has open tasks today is up to the demo. */
const COLLEGAS = ["j.aydin", "z.arslan", "g.postma", "h.vos"];

/** The number of somebody who waits for a callback. */
async function beller() {
  for (const wie of COLLEGAS) {
    const pagina = await aanHetWerk(browser, loket, wie);
    await pagina.goto("/werkplek/taken?van=team");
    const taak = pagina.getByRole("table").getByRole("link").first();
    if ((await taak.count()) > 0) return nummer(pagina, taak);
  }
  throw new Error(`none of the teams of ${COLLEGAS} has an open task`);
}

async function nummer(pagina, taak) {
  await taak.click();
  const tekst = await pagina.getByRole("link", { name: /^Bel / }).first().textContent();
  return tekst.replace(/^Bel /, "").trim();
}

test("found by number in another notation, after a reason and a control question; the auditor sees it", async () => {
  const telefoon = await beller();
  const agent = await aanHetWerk(browser, loket, "s.bakker");
  await neemOp(agent);
  await zoek(agent, telefoon.replace(/^0/, "+31 ").replaceAll(" ", ""));
  // Without a subject there is no reason yet: it is asked, and never chosen by an Enter.
  await agent.getByText("Waarvoor zoekt u deze persoon?").waitFor();
  await controleer(agent, "persoon-reden");
  await agent.keyboard.press("Enter");
  await agent.waitForTimeout(300);
  assert.ok(await agent.getByText("Waarvoor zoekt u deze persoon?").isVisible());
  await agent.locator("#resultaten").getByRole("button", { name: "Vraag over eigen aanvraag" }).click();
  const gevonden = agent.locator("#resultaten").locator("button[name=partij]").first();
  await gevonden.waitFor();
  await gevonden.click();
  await agent.getByRole("heading", { name: "Controleer wie u spreekt" }).waitFor();
  assert.equal(await agent.getByRole("heading", { name: "Tijdlijn" }).count(), 0, "nothing personal before the control question");
  await controleer(agent, "persoon-controle");
  await agent.getByRole("button", { name: /^Klopt(?! niet)/ }).click();
  await agent.getByRole("heading", { name: "Tijdlijn" }).waitFor();
  await controleer(agent, "persoon-tijdlijn");
  assert.ok(!decodeURIComponent(agent.url()).includes(telefoon.replaceAll(" ", "").slice(-8)), "no number in the address");

  const auditor = await aanHetWerk(browser, loket, "a.janssen");
  await auditor.goto("/journaal");
  const ingezien = auditor.getByRole("row").filter({ hasText: "Persoon ingezien" }).filter({ hasText: "Sanne Bakker" });
  await ingezien.filter({ hasText: "Vraag over eigen aanvraag" }).first().waitFor();
  await controleer(auditor, "journaal");
});

test("the reason follows from the subject and can be changed by key", async () => {
  const agent = await aanHetWerk(browser, loket, "n.terpstra");
  await neemOp(agent);
  await openArtikel(agent, "rijbewijs", /Rijbewijs/);
  await bewaard(agent);
  const reden = agent.getByLabel("Reden om persoonsgegevens te zien");
  assert.equal(await reden.inputValue(), "productvraag");
  await reden.focus();
  await agent.keyboard.type("Vraag over eigen");
  await agent.keyboard.press("Tab");
  await bewaard(agent);
  await agent.reload();
  assert.equal(await agent.getByLabel("Reden om persoonsgegevens te zien").inputValue(), "statusvraag");
});

test("one field recognises what is typed, and nobody found is said clearly", async () => {
  const agent = await aanHetWerk(browser, loket, "t.vanbeek");
  await neemOp(agent);
  await openArtikel(agent, "paspoort", /Paspoort aanvragen/);
  await bewaard(agent);
  for (const [tekst, herkend] of [
    ["9999 XX 999", /postcode|adres/i],
    ["06 9999 00 00", /telefoon/i],
    ["Nergens 31-12-1901", /geboortedatum|naam/i],
  ]) {
    await zoek(agent, tekst);
    await agent.locator("#resultaten").getByRole("heading", { name: /Personen/ }).waitFor();
    assert.match(await agent.locator("#resultaten").getByRole("heading", { name: /Personen/ }).textContent(), herkend);
  }
  await controleer(agent, "persoon-niemand");
});

test("an editor may not look up anybody", async () => {
  const redacteur = await aanHetWerk(browser, loket, "h.maas");
  const answer = await redacteur.goto("/werkplek/contacten/00000000-0000-7000-8000-000000000000");
  assert.equal(answer.status(), 403);
  await controleer(redacteur, "verboden");
});
