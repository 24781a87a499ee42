// Scenes 3 and 4: from application to decision. The handler works, the citizen sees it move on their own page.
import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { controleer, nieuwePagina, startBrowser } from "../hulp/browser.mjs";
import { meldLosseTegel, post, vraagParkeervergunning } from "../hulp/inwoner.mjs";
import { startLoket } from "../hulp/loket.mjs";
import { aanHetWerk } from "../hulp/werk.mjs";

let loket;
let browser;
before(async () => {
  [loket, browser] = await Promise.all([startLoket(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await loket?.stop();
});

const knop = (pagina, naam) => pagina.getByRole("button", { name: naam });
const FLEUR = "999900006";

/** Opens what is folded under this name. */
async function open(pagina, naam) {
  const vouw = pagina.locator("details").filter({ has: pagina.locator("summary", { hasText: naam }) });
  if (!(await vouw.first().evaluate((deel) => deel.open))) await vouw.first().locator("summary").click();
}

for (const breedte of [360, 1280]) {
  test(`a parking permit from application to decision, at ${breedte} px`, async () => {
    const burger = await nieuwePagina(browser, { url: loket.url, breedte });
    const nummer = await vraagParkeervergunning(burger, FLEUR);
    // With the handler: found as nobody's, taken by a key.
    const jale = await aanHetWerk(browser, loket, "j.aydin", { breedte });
    await jale.goto("/werkplek/taken?van=vrij");
    await jale.getByRole("row").filter({ hasText: nummer }).getByRole("link").click();
    await jale.getByText("Deze zaak wacht op iemand die hem behandelt.").waitFor();
    await knop(jale, "Neem in behandeling").click();
    await jale.getByText("De zaak ligt nu bij u.").waitFor();
    if (breedte === 1280) await controleer(jale, "zaak");
    // A colleague is brought in, and out again.
    await open(jale, "Vraag een collega erbij");
    await knop(jale, "Vraag deze collega").click();
    await jale.getByRole("alert").waitFor();
    if (breedte === 360) await controleer(jale, "zaak-collega-fout");
    await jale.getByLabel("Als wat?").selectOption({ label: "Beslisser" });
    await jale.getByLabel("Welke collega?").selectOption({ label: "Erik Stolk" });
    await knop(jale, "Vraag deze collega").click();
    await jale.getByText("De collega hoort nu bij de zaak.").waitFor();
    await jale.getByRole("button", { name: "Haal weg Beslisser: Erik Stolk" }).click();
    await jale.getByText("De collega hoort niet meer bij de zaak.").waitFor();
    // Why the last day is what it is, beside the promises and not over them.
    const data = jale.getByRole("region", { name: "Beloften en data" });
    const breed = (await data.getByRole("heading").boundingBox()).width;
    await data.getByText("waarom?", { exact: true }).click();
    await data.getByText(/8 weken is/).waitFor();
    // The same of a promise: what it says, and its steps.
    await data.getByText("waarom? Oppakken").click();
    await data.getByText("Uw aanvraag ligt binnen 2 werkdagen bij iemand die hem behandelt.").waitFor();
    await data.getByText("Termijn: 2 werkdagen.").waitFor();
    assert.equal((await data.getByRole("heading").boundingBox()).width, breed, "opening it moves nothing aside");
    // Something is missing: the applicant gets the list, the term stands still.
    await open(jale, "Vraag een ontbrekend stuk");
    await knop(jale, "Stuur de vraag").click();
    await jale.getByRole("alert").waitFor();
    if (breedte === 1280) await controleer(jale, "zaak-fout");
    await jale.getByLabel("Wat ontbreekt er?").fill("Kopie van uw kentekenbewijs");
    await knop(jale, "Stuur de vraag").click();
    await jale.getByText("De vraag is verstuurd. De termijn staat stil.").waitFor();
    assert.match(await post(await nieuwePagina(browser, { url: loket.url }), "Kopie van uw kentekenbewijs"), new RegExp(nummer));
    // The citizen, on their own page.
    await burger.goto("/mijn");
    if (breedte === 360) await controleer(burger, "mijn");
    await burger.getByRole("link", { name: /Kopie van uw kentekenbewijs/ }).first().click();
    await burger.getByRole("heading", { name: "Wat wij nog van u nodig hebben" }).waitFor();
    await knop(burger, "Stuur op").click();
    await burger.getByRole("alert").waitFor();
    if (breedte === 360) await controleer(burger, "mijn-zaak-fout");
    const bestand = join(mkdtempSync(join(tmpdir(), "loket-bestand-")), "kentekenbewijs.txt");
    writeFileSync(bestand, "Kenteken H-214-KT");
    await burger.getByLabel("Kopie van uw kentekenbewijs").setInputFiles(bestand);
    await knop(burger, "Stuur op").click();
    await burger.getByText("Wij hebben het ontvangen. Dank u wel.").waitFor();
    await burger.getByLabel("Hebt u een vraag over deze zaak?").fill("Mag ik alvast parkeren?");
    await knop(burger, "Stel uw vraag").click();
    await burger.getByText("Uw vraag is verstuurd.").waitFor();
    if (breedte === 360) await controleer(burger, "mijn-zaak");
    // Word that all is there, an answer, and the decision.
    await jale.reload();
    await knop(jale, "Meld dat alles compleet is").click();
    await jale.getByText("De aanvrager weet nu dat alles compleet is.").waitFor();
    await jale.getByLabel("Uw antwoord").fill("Nog niet. Wacht op ons besluit.");
    await knop(jale, "Stuur het antwoord").click();
    await jale.getByText("Het antwoord is verstuurd.").waitFor();
    await open(jale, "Besluit en sluit af");
    await jale.getByLabel("Resultaat").selectOption({ label: "Verleend" });
    await jale.locator("#besluit_toelichting").fill("U mag parkeren in zone A.");
    await knop(jale, "Besluit en stuur bericht").click();
    await jale.getByText("De zaak is afgehandeld. Hoort er een bericht bij, dan gaat dat nu naar de aanvrager.").waitFor();
    if (breedte === 1280) await controleer(jale, "zaak-klaar");
    await burger.reload();
    await burger.getByText("U mag parkeren in zone A.").first().waitFor();
    await burger.getByText(/Bezwaar maken kan tot en met /).waitFor();
    await open(burger, "Antwoord op uw vraag");
    await burger.getByText("Nog niet. Wacht op ons besluit.").waitFor();
    await burger.goto("/mijn/inzage");
    await burger.getByText("om uw zaak te behandelen").first().waitFor();
    await controleer(burger, "mijn-inzage");
    await burger.goto("/mijn/gegevens");
    await controleer(burger, "mijn-gegevens");
  });
}

for (const breedte of [360, 1280]) {
  test(`a letter that came on Friday is an objection that counts from its decision, at ${breedte} px`, async () => {
    const roos = await aanHetWerk(browser, loket, "c.roos", { breedte });
    await roos.goto("/werkplek/taken");
    await roos.getByRole("link", { name: "Zaak registreren" }).click();
    await roos.getByRole("link", { name: "Bezwaar behandelen" }).click();
    await roos.getByLabel("Ontvangen op").fill("2026-11-20");
    await knop(roos, "Registreer de zaak").click();
    await roos.getByRole("alert").getByText("Naam: Vul dit veld in.").waitFor();
    await controleer(roos, `zaak-registreren-fout-${breedte}`);
    assert.equal(await roos.getByLabel("Ontvangen op").inputValue(), "2026-11-20");
    await roos.getByLabel("Hoe kwam het binnen?").selectOption({ label: "Post" });
    await roos.getByLabel("Waar gaat het over?").fill("Bezwaar tegen de aanslag");
    await roos.getByLabel("Naam", { exact: true }).fill("Fleur ten Heidezoon");
    await roos.getByLabel("BSN").fill(FLEUR);
    await roos.getByLabel("besluitdatum").fill("2026-10-05");
    const brief = join(mkdtempSync(join(tmpdir(), "loket-brief-")), "brief.txt");
    writeFileSync(brief, "Ik ben het er niet mee eens.");
    await roos.getByLabel("Het stuk dat binnenkwam").setInputFiles(brief);
    await knop(roos, "Registreer de zaak").click();
    await roos.getByText("De zaak is geregistreerd.").waitFor();
    await roos.getByRole("region", { name: "Beloften en data" }).getByText("waarom?", { exact: true }).click();
    await roos.getByText("Termijn voor bezwaar tegen het besluit van 5 oktober 2026: tot en met 16 november 2026").waitFor();
    await roos.getByText("16 november 2026 + 12 weken is 8 februari 2027").waitFor();
    await roos.getByRole("link", { name: /Ingekomen stuk/ }).waitFor();
  });
}

test("two who change the same case: the second sees both, and nothing is overwritten", async () => {
  const burger = await nieuwePagina(browser, { url: loket.url });
  const nummer = await vraagParkeervergunning(burger, FLEUR);
  const [jale, erik] = [await aanHetWerk(browser, loket, "j.aydin"), await aanHetWerk(browser, loket, "e.stolk")];
  for (const pagina of [jale, erik]) {
    await pagina.goto("/werkplek/taken?van=vrij");
    await pagina.getByRole("row").filter({ hasText: nummer }).getByRole("link").click();
    await pagina.getByText("Deze zaak wacht op iemand die hem behandelt.").waitFor();
  }
  await knop(jale, "Neem in behandeling").click();
  await jale.getByText("De zaak ligt nu bij u.").waitFor();
  await open(erik, "Vraag een ontbrekend stuk");
  await erik.getByLabel("Wat ontbreekt er?").fill("Een foto van de auto");
  await knop(erik, "Stuur de vraag").click();
  await erik.getByRole("heading", { name: "Iemand anders was u voor" }).waitFor();
  const melding = await erik.getByRole("alert").innerText();
  assert.match(melding, /Jale Aydin/);
  assert.match(melding, /Een foto van de auto/);
  await controleer(erik, "zaak-conflict");
});

test("several cases go to a colleague at once, with a reason", async () => {
  const burger = await nieuwePagina(browser, { url: loket.url });
  const nummers = [await vraagParkeervergunning(burger, FLEUR), await vraagParkeervergunning(burger, FLEUR)];
  const erik = await aanHetWerk(browser, loket, "e.stolk");
  await erik.goto("/werkplek/taken?van=vrij");
  for (const nummer of nummers) await erik.getByRole("checkbox", { name: `Kies ${nummer}` }).check();
  await knop(erik, "Geef de gekozen zaken").click();
  await erik.getByRole("alert").waitFor();
  await controleer(erik, "werklijst-fout");
  for (const nummer of nummers) assert.ok(await erik.getByRole("checkbox", { name: `Kies ${nummer}` }).isChecked(), "what was ticked stays");
  await erik.getByLabel("Aan wie?").selectOption({ label: "Jale Aydin" });
  await erik.getByLabel("Waarom draagt u over?").fill("Jij kent deze straat.");
  await knop(erik, "Geef de gekozen zaken").click();
  await erik.getByText("De zaken zijn doorgegeven.").waitFor();
  const jale = await aanHetWerk(browser, loket, "j.aydin");
  await jale.goto("/werkplek/taken");
  for (const nummer of nummers) await jale.getByRole("row").filter({ hasText: nummer }).waitFor();
  await controleer(jale, "werklijst");
});

test("a case that goes to another team is out of sight, and what somebody typed comes back", async () => {
  const nummer = await meldLosseTegel(await nieuwePagina(browser, { url: loket.url }));
  const [een, ander] = [await aanHetWerk(browser, loket, "g.westra"), await aanHetWerk(browser, loket, "m.peters")];
  await een.goto("/werkplek/taken?van=vrij");
  const adres = await een.getByRole("row").filter({ hasText: nummer }).getByRole("link").getAttribute("href");
  await een.goto(adres);
  await ander.goto(adres);
  await open(een, "Geef aan een ander");
  await een.locator("#naar").selectOption({ label: "Heel Belastingen" });
  await een.getByLabel("Waarom draagt u over?").fill("Dit gaat over een aanslag.");
  await knop(een, "Geef de zaak").click();
  await een.getByText("U ziet de zaak niet meer").waitFor();
  await controleer(een, "werklijst-uit-zicht");
  await open(ander, "Zet een stap verder");
  await ander.locator("#statustype").selectOption({ index: 1 });
  await ander.locator("#status_toelichting").fill("Wij kijken morgen naar de tegel.");
  await knop(ander, "Zet de stap").click();
  await ander.getByRole("heading", { name: "Deze zaak behandelt u niet" }).waitFor();
  await ander.getByText("Wij kijken morgen naar de tegel.").waitFor();
  await controleer(ander, "zaak-weg");
});
