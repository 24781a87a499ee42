// Scene 1: the phone rings and the answer is in the knowledge base.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { controleer, startBrowser } from "../hulp/browser.mjs";
import { startLoket } from "../hulp/loket.mjs";
import { aanHetWerk, artikel, BEKENDE, bewaard, druk, legVast, neemOp, openArtikel, totRust, vastgelegd } from "../hulp/werk.mjs";

let loket;
let browser;
before(async () => {
  [loket, browser] = await Promise.all([startLoket(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await loket?.stop();
});

/** From the found answer to a registered contact: what an agent does, and all of it. */
const ACTIES = ["Enter", "Control+Enter"];

test("from ringing to registered without a mouse, in at most three actions from the found answer", async () => {
  assert.ok(ACTIES.length <= 3);
  const pagina = await aanHetWerk(browser, loket, "s.bakker");
  await neemOp(pagina);
  assert.equal(await pagina.evaluate(() => document.activeElement.name), "q", "the search field has the focus");
  const duur = pagina.getByRole("timer");
  const begin = await duur.innerText();
  await pagina.keyboard.type("grofv");
  await pagina.locator("#resultaten").getByRole("link", { name: /Grofvuil laten ophalen/ }).waitFor();
  await controleer(pagina, "contact-gevonden");
  // Time runs.
  await pagina.waitForFunction((eerst) => document.querySelector("[role=timer]").innerText !== eerst, begin);
  await pagina.keyboard.press(ACTIES[0]);
  await artikel(pagina).getByText(/versie 1/).waitFor();
  await controleer(pagina, "contact-artikel");
  assert.equal(await pagina.evaluate(() => document.activeElement.name), "notitie", "work goes on in the note");
  assert.match(await legVast(pagina, ACTIES[1]), /Grofvuil laten ophalen, Direct beantwoord/);
  const feiten = await vastgelegd(pagina);
  await controleer(pagina, "contact-geregistreerd");
  assert.equal(feiten.Kanaal, "Telefoon");
  assert.equal(feiten.Onderwerp, "Grofvuil laten ophalen");
  assert.equal(feiten.Artikel, "versie 1");
  assert.equal(feiten.Afgehandeld, "Direct beantwoord");
  assert.match(feiten.Duur, /^\d\d:\d\d$/);
  assert.notEqual(feiten.Duur, "00:00");

  // The same for whoever may see it: with agent and team.
  const manager = await aanHetWerk(browser, loket, "m.hendriks");
  await manager.goto("/rapportages/kcc/contacten?kwartaal=2026-K4");
  const rij = await manager.getByRole("row").filter({ hasText: feiten.Nummer }).getByRole("cell").allInnerTexts();
  assert.deepEqual(rij.slice(2), ["Telefoon", "Grofvuil laten ophalen", "Direct beantwoord", "KCC Telefonie & Post", "Sanne Bakker", feiten.Duur]);
});

test("the article has the short answer first, then costs, term, what to bring, conditions, how to apply", async () => {
  const pagina = await aanHetWerk(browser, loket, "d.wolters");
  await neemOp(pagina);
  await openArtikel(pagina, "parkeervergunning", /Parkeervergunning voor bewoners/);
  assert.deepEqual((await artikel(pagina).getByRole("term").allInnerTexts()).slice(0, 5), ["Kosten", "Hoe lang", "Nodig", "Voorwaarden", "Aanvragen"]);
  const antwoord = await artikel(pagina).getByRole("paragraph").nth(1).boundingBox();
  const kosten = await artikel(pagina).getByRole("term").first().boundingBox();
  assert.ok(antwoord.y < kosten.y);
  await druk(pagina, "Alt+p");
  assert.equal(await pagina.evaluate(() => document.activeElement.id), "artikel", "a key goes to the article, to scroll it");
});

test("the article that was found stays beside the contact when the page is opened again", async () => {
  const pagina = await aanHetWerk(browser, loket, "i.brouwer");
  await neemOp(pagina);
  await openArtikel(pagina, "paspoort", /Paspoort aanvragen/);
  await bewaard(pagina);
  await pagina.reload();
  await artikel(pagina).getByRole("heading", { name: /Paspoort aanvragen/ }).waitFor();
});

test("a half-typed contact survives a closed browser and a killed server", async () => {
  const pagina = await aanHetWerk(browser, loket, "n.terpstra");
  const adres = await neemOp(pagina);
  await pagina.getByLabel("Notitie").fill("Vraagt of");
  await bewaard(pagina);
  await pagina.context().close();
  await loket.dood();
  await loket.opnieuw();
  const later = await aanHetWerk(browser, loket, "n.terpstra");
  await later.getByRole("link", { name: /Onbekende beller/ }).first().click();
  assert.equal(new URL(later.url()).pathname, adres);
  assert.equal(await later.getByLabel("Notitie").inputValue(), "Vraagt of");
});

test("a browser that closes before the page saved, sends what was typed on its way out", async () => {
  const pagina = await aanHetWerk(browser, loket, "f.amrani");
  const adres = await neemOp(pagina);
  await pagina.getByLabel("Notitie").pressSequentially("In één adem.");
  await pagina.close({ runBeforeUnload: true });
  const later = await aanHetWerk(browser, loket, "f.amrani");
  for (let keer = 0; keer < 10; keer++) {
    await later.goto(adres);
    if ((await later.getByLabel("Notitie").inputValue()) === "In één adem.") return;
    await later.waitForTimeout(200);
  }
  assert.fail("the note was lost");
});

test("no text is too long: 100,000 characters are kept while typing and registered whole", async () => {
  const lang = `${"Zij vertelt. ".repeat(153)}\n`.repeat(51).slice(0, 100_000);
  assert.equal(lang.length, 100_000);
  const pagina = await aanHetWerk(browser, loket, "k.ramdin");
  await neemOp(pagina);
  await pagina.getByLabel("Notitie").fill(lang);
  await bewaard(pagina);
  await pagina.reload();
  assert.equal(await pagina.getByLabel("Notitie").inputValue(), lang);
  await legVast(pagina);
  await vastgelegd(pagina);
  assert.ok((await pagina.getByRole("main").textContent()).includes(lang.trim()));
});

test("several contacts at once, each with its own state, changed by key from inside the note", async () => {
  const pagina = await aanHetWerk(browser, loket, "y.tahiri");
  const eerste = await neemOp(pagina);
  await pagina.getByLabel("Notitie").fill("Eerste beller");
  await bewaard(pagina);
  const tweede = await neemOp(pagina);
  assert.notEqual(eerste, tweede);
  await pagina.getByLabel("Notitie").pressSequentially("Tweede beller");
  await druk(pagina, "Alt+1");
  await pagina.waitForURL(`**${eerste}`);
  assert.equal(await pagina.getByLabel("Notitie").inputValue(), "Eerste beller");
  await pagina.getByLabel("Notitie").focus();
  await druk(pagina, "Alt+2");
  await pagina.waitForURL(`**${tweede}`);
  assert.equal(await pagina.getByLabel("Notitie").inputValue(), "Tweede beller", "also what was not yet saved");
  await legVast(pagina);
  assert.equal(new URL(pagina.url()).pathname, eerste, "on to the next that waits");
});

test("Ctrl+Enter twice registers once, and from two windows too", async () => {
  const pagina = await aanHetWerk(browser, loket, "a.nowak");
  const adres = await neemOp(pagina);
  const ander = await pagina.context().newPage();
  await ander.goto(adres);
  await pagina.getByLabel("Notitie").fill("Vroeg hoe laat wij sluiten.");
  await bewaard(pagina);
  await ander.reload();
  await Promise.all([totRust(pagina), totRust(ander)]);
  await pagina.getByLabel("Notitie").focus();
  await Promise.all([pagina.keyboard.press("Control+Enter"), pagina.keyboard.press("Control+Enter"), ander.keyboard.press("Control+Enter")]);
  await pagina.getByText(/Vastgelegd/).first().waitFor();
  await ander.getByText(/Vastgelegd/).first().waitFor();
  await pagina.goto(adres);
  const nummer = async (een) => Number((await een.getByRole("main").getByRole("definition").first().innerText()).replace(/\D/g, ""));
  const eerste = await nummer(pagina);
  await pagina.goto("/werkplek");
  assert.equal(await pagina.getByRole("link", { name: /Onbekende beller/ }).count(), 0, "no draft is left");
  await neemOp(pagina);
  await pagina.getByLabel("Notitie").fill("Vroeg het nog eens.");
  await legVast(pagina);
  await vastgelegd(pagina);
  assert.equal(await nummer(pagina), eerste + 1, "nothing was registered in between");
});

test("of two callers Ctrl+Enter twice in a hurry registers the one that was on the screen, and says so", async () => {
  const pagina = await aanHetWerk(browser, loket, "a.nowak");
  const eerste = await neemOp(pagina);
  await pagina.getByLabel("Notitie").fill("De eerste beller.");
  await bewaard(pagina);
  const tweede = await neemOp(pagina);
  await pagina.getByLabel("Notitie").fill("De tweede beller.");
  await bewaard(pagina);
  await totRust(pagina);
  await pagina.keyboard.press("Control+Enter");
  await pagina.waitForURL((adres) => adres.pathname === eerste);
  await pagina.waitForLoadState();
  await pagina.keyboard.press("Control+Enter");
  await pagina.locator("[data-te-snel]:not([hidden])").waitFor();
  await controleer(pagina, "te-snel");
  assert.equal(new URL(pagina.url()).pathname, eerste, "still on the first caller");
  await pagina.goto(eerste);
  assert.equal(await pagina.getByLabel("Notitie").inputValue(), "De eerste beller.", "still a draft");
  await legVast(pagina);
  await pagina.goto(tweede);
  await pagina.getByRole("heading", { level: 1, name: "Vastgelegd contact" }).waitFor();
});

test("what was registered is undone with one key, and after ten seconds put right, with whoever it was", async () => {
  const pagina = await aanHetWerk(browser, loket, "i.brouwer");
  const adres = await neemOp(pagina);
  await pagina.getByLabel("Notitie").fill("Vroeg naar de markt.");
  await bewaard(pagina);
  await legVast(pagina);
  await controleer(pagina, "ongedaan");
  await druk(pagina, "Alt+u");
  await pagina.getByRole("status").filter({ hasText: "Het contact is weer open" }).waitFor();
  assert.equal(new URL(pagina.url()).pathname, adres);
  assert.equal(await pagina.getByLabel("Notitie").inputValue(), "Vroeg naar de markt.");
  await controleer(pagina, "teruggenomen");

  await legVast(pagina);
  await pagina.getByRole("button", { name: /Maak ongedaan/ }).waitFor({ state: "hidden", timeout: 15_000 });
  await pagina.getByRole("link", { name: "Bekijk wat is vastgelegd" }).click();
  await pagina.getByRole("link", { name: "Verbeter dit contact" }).click();
  await controleer(pagina, "corrigeren");
  await pagina.getByLabel("Iemand anders zoeken").fill(BEKENDE);
  await pagina.keyboard.press("Enter");
  await pagina.getByRole("alert").waitFor();
  await controleer(pagina, "corrigeren-fout");
  await pagina.getByLabel("Reden om persoonsgegevens te zien").selectOption("statusvraag");
  await pagina.getByRole("button", { name: "Zoek deze persoon" }).click();
  await pagina.getByText(/gevonden. Kies/).waitFor();
  await controleer(pagina, "corrigeren-gevonden");
  assert.equal(await pagina.getByRole("radio").first().isChecked(), true, "nobody is chosen because they come first");
  await pagina.getByRole("radio").nth(2).check();
  await pagina.getByLabel("Waarom verbetert u dit?").fill("De beller noemde haar naam pas aan het eind.");
  await pagina.getByRole("button", { name: "Bewaar de verbetering" }).click();
  await pagina.getByRole("heading", { level: 1, name: "Vastgelegd contact" }).waitFor();
  await controleer(pagina, "gecorrigeerd");
  await pagina.goto("/werkplek/contacten");
  await controleer(pagina, "mijn-contacten");
});
