// Scene 3: who is calling, found in one field, and what may be told.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { controleer, startBrowser } from "../hulp/browser.mjs";
import { startLoket } from "../hulp/loket.mjs";
import { aanHetWerk, bewaard, druk, kiesPersoon, legVast, neemOp, nummerVanWachtende, openArtikel, vastgelegd, zoek } from "../hulp/werk.mjs";

let loket;
let browser;
/** Somebody whom the municipality knows, and waits for a call. */
let telefoon;
before(async () => {
  [loket, browser] = await Promise.all([startLoket(), startBrowser()]);
  telefoon = await nummerVanWachtende(browser, loket);
});
after(async () => {
  await browser?.close();
  await loket?.stop();
});

const MAANDEN = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];
const personen = (pagina) => pagina.locator("#resultaten").getByRole("heading", { name: /^Personen/ });
const gevonden = (pagina) => pagina.locator("#resultaten").getByRole("button").filter({ hasText: "persoon" });

/** An agent with a contact about a driving licence: a subject, and with it a reason, from the moment that it lies open. */
async function inContact(wie) {
  const agent = await aanHetWerk(browser, loket, wie);
  const adressen = [];
  agent.on("framenavigated", (frame) => adressen.push(frame.url()));
  await neemOp(agent);
  await openArtikel(agent, "rijbewijs", /Rijbewijs/);
  return { agent, adressen };
}

/** What the page tells of somebody after the control question. */
async function gegevens(agent) {
  const naam = await agent.getByRole("heading", { level: 1 }).innerText();
  const regel = await agent.getByText(/ · gecontroleerd$/).first().innerText();
  const [, dag, maand, jaar] = regel.match(/(\d+) (\p{L}+) (\d{4})/u);
  const [, huisnummer, postcode] = regel.match(/ (\d+)\p{L}*, (\d{4} [A-Z]{2}) /u);
  return { naam, achternaam: naam.split(" ").at(-1), geboren: `${dag}-${MAANDEN.indexOf(maand) + 1}-${jaar}`, postcode, huisnummer, regel };
}

test("by number: the reason is asked first and never chosen by Enter, then the control question, then everything; the auditor sees it all", async () => {
  const agent = await aanHetWerk(browser, loket, "s.bakker");
  await neemOp(agent);
  await zoek(agent, telefoon);
  await agent.getByText("Waarvoor zoekt u deze persoon?").waitFor();
  assert.equal(await gevonden(agent).count(), 0, "nobody is shown without a reason");
  await controleer(agent, "persoon-reden");
  await agent.keyboard.press("Enter");
  assert.equal(await agent.evaluate(() => document.activeElement.textContent), "Vraag over een product", "Enter offers the choice and makes none");
  await agent.locator("#resultaten").getByRole("button", { name: "Vraag over eigen aanvraag" }).click();
  await gevonden(agent).first().waitFor();
  assert.equal(await agent.getByLabel("Reden om persoonsgegevens te zien").inputValue(), "statusvraag");
  await kiesPersoon(agent);
  assert.equal(await agent.getByRole("heading", { name: "Tijdlijn" }).count(), 0, "nothing personal before the control question");
  await agent.getByText(/Vraag naar (de geboortedatum|het adres)/).waitFor();
  assert.equal(await agent.evaluate(() => document.activeElement.id), "controle", "the focus lands on the control question");
  await controleer(agent, "persoon-controle");
  await druk(agent, "Alt+k");
  await agent.getByRole("heading", { name: "Tijdlijn" }).waitFor();
  await agent.getByRole("listitem").filter({ hasText: "Terugbelverzoek" }).first().waitFor();
  await controleer(agent, "persoon-tijdlijn");

  const auditor = await aanHetWerk(browser, loket, "a.janssen");
  await auditor.goto("/journaal");
  for (const wat of ["Persoon gezocht", "Persoon ingezien"]) {
    await auditor.getByRole("row").filter({ hasText: wat }).filter({ hasText: "Sanne Bakker" }).filter({ hasText: "Vraag over eigen aanvraag" }).first().waitFor();
  }
  await controleer(auditor, "journaal");
});

test("the same person by any notation of the number, by name and date of birth, by postcode and house number, all in one field and never in an address", async () => {
  const { agent, adressen } = await inContact("n.terpstra");
  const cijfers = telefoon.replace(/\D/g, "").replace(/^0/, "");
  for (const notatie of [`0${cijfers}`, `+31${cijfers}`, `0031 ${cijfers.slice(0, 3)} ${cijfers.slice(3)}`, `+31 (0)${cijfers.slice(0, 3)}-${cijfers.slice(3)}`]) {
    await zoek(agent, notatie);
    await gevonden(agent).first().waitFor();
    assert.match(await personen(agent).innerText(), /Herkend als telefoonnummer/, notatie);
  }
  await kiesPersoon(agent);
  await agent.getByRole("button", { name: /^Klopt(?! niet)/ }).click();
  await agent.getByRole("heading", { name: "Tijdlijn" }).waitFor();
  const wie = await gegevens(agent);
  await agent.getByRole("button", { name: "Andere beller: koppel los" }).click();
  await agent.getByRole("heading", { level: 1, name: "Onbekende beller" }).waitFor();
  for (const [tekst, herkend] of [
    [`${wie.achternaam} ${wie.geboren}`, /Herkend als naam en geboortedatum/],
    [`${wie.geboren} ${wie.achternaam.toUpperCase()}`, /Herkend als naam en geboortedatum/],
    [`${wie.postcode} ${wie.huisnummer}`, /Herkend als postcode en huisnummer/],
    [`${wie.postcode.replace(" ", "").toLowerCase()}${wie.huisnummer}`, /Herkend als postcode en huisnummer/],
  ]) {
    await zoek(agent, tekst);
    await gevonden(agent).filter({ hasText: wie.naam }).first().waitFor();
    assert.match(await personen(agent).innerText(), herkend);
  }
  // Found by address, the address is no proof: something else is asked.
  await gevonden(agent).filter({ hasText: wie.naam }).first().click();
  await agent.getByText(/Vraag naar de geboortedatum/).waitFor();
  for (const adres of adressen) {
    for (const geheim of [cijfers, wie.achternaam, wie.postcode.replace(" ", ""), wie.geboren]) {
      assert.ok(!decodeURIComponent(adres).toLowerCase().replaceAll(/[ +]/g, "").includes(geheim.toLowerCase()), `${geheim} in ${adres}`);
    }
  }
});

test("answered wrong, nothing is told; the caller can still be helped, unknown", async () => {
  const { agent } = await inContact("d.wolters");
  await zoek(agent, telefoon);
  await kiesPersoon(agent);
  await agent.getByRole("button", { name: "Klopt niet" }).click();
  await agent.getByText(/vertel niets over deze persoon/).waitFor();
  assert.equal(await agent.getByRole("heading", { name: "Tijdlijn" }).count(), 0);
  assert.match(await legVast(agent), /Rijbewijs.*Direct beantwoord/);
});

test("the reason follows from the subject and can be changed by key", async () => {
  const { agent } = await inContact("f.amrani");
  const reden = agent.getByLabel("Reden om persoonsgegevens te zien");
  assert.notEqual(await reden.inputValue(), "");
  await agent.getByLabel("Notitie").focus();
  await druk(agent, "Alt+j");
  assert.equal(await agent.evaluate(() => document.activeElement.name), "reden");
  await agent.keyboard.type("Vraag over eigen");
  await agent.keyboard.press("Tab");
  await bewaard(agent);
  await agent.reload();
  assert.equal(await reden.inputValue(), "statusvraag");
  await zoek(agent, telefoon);
  assert.match(await personen(agent).innerText(), /reden: Vraag over eigen aanvraag/);
});

test("what is registered with a known caller stands on their time line, for the next who answers", async () => {
  const { agent } = await inContact("k.ramdin");
  await zoek(agent, telefoon);
  await kiesPersoon(agent);
  await agent.getByRole("button", { name: /^Klopt(?! niet)/ }).click();
  await agent.getByLabel("Notitie").fill("Wil zijn rijbewijs met spoed.");
  await legVast(agent);
  await vastgelegd(agent);
  const { agent: volgende } = await inContact("y.tahiri");
  await zoek(volgende, telefoon);
  await kiesPersoon(volgende);
  await volgende.getByRole("button", { name: /^Klopt(?! niet)/ }).click();
  const eerste = volgende.getByRole("region", { name: "Tijdlijn" }).getByRole("listitem").first();
  await eerste.getByText("Wil zijn rijbewijs met spoed.").waitFor();
  await eerste.getByText(/Telefoon/).waitFor();
});

test("what is typed is recognised, and nobody found is said clearly", async () => {
  const { agent } = await inContact("i.brouwer");
  for (const [tekst, herkend] of [
    ["9999 XX 999", /postcode en huisnummer/],
    ["06 9999 00 00", /telefoonnummer/],
    ["Nergens 31-12-1901", /naam en geboortedatum/],
  ]) {
    await zoek(agent, tekst);
    assert.match(await personen(agent).innerText(), herkend);
    await agent.getByText("Niemand gevonden met deze gegevens.").waitFor();
  }
  await controleer(agent, "persoon-niemand");
});

test("a time line is not there for who has no contact with that person, nor an editor", async () => {
  const redacteur = await aanHetWerk(browser, loket, "h.maas");
  assert.equal((await redacteur.goto("/werkplek/contacten/00000000-0000-7000-8000-000000000000")).status(), 403);
  await controleer(redacteur, "verboden");
  const agent = await aanHetWerk(browser, loket, "s.bhola");
  assert.equal((await agent.goto("/werkplek/klanten/00000000-0000-7000-8000-000000000000")).status(), 404);
});
