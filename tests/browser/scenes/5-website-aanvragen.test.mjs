// Scene 1 and 2: someone finds a product, applies without scripts on a phone, and gets word at once.
import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { controleer, nieuwePagina, startBrowser } from "../hulp/browser.mjs";
import { logInAls, post, vulIn, verder, verstuur } from "../hulp/inwoner.mjs";
import { startLoket } from "../hulp/loket.mjs";

let loket;
let browser;
before(async () => {
  [loket, browser] = await Promise.all([startLoket(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await loket?.stop();
});

/** A file with this content, to be chosen in an upload field. */
function bestand(naam, inhoud) {
  const pad = join(mkdtempSync(join(tmpdir(), "loket-bestand-")), naam);
  writeFileSync(pad, inhoud);
  return pad;
}

const PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

for (const breedte of [360, 1280]) {
  test(`a parking permit, from the question to the receipt, without scripts at ${breedte} px`, async () => {
    const pagina = await nieuwePagina(browser, { url: loket.url, breedte, javaScriptEnabled: false });
    await pagina.goto("/");
    await pagina.getByRole("searchbox").first().fill("parkeren voor mijn deur");
    await pagina.getByRole("button", { name: "Zoek" }).first().click();
    await pagina.getByRole("link", { name: /^Parkeervergunning voor bewoners/ }).first().click();
    await pagina.getByRole("link", { name: "Parkeervergunning aanvragen" }).click();
    await pagina.getByRole("link", { name: "Log in" }).click();
    await logInAls(pagina, "999900006");
    await pagina.getByText(/^U bent ingelogd als/).waitFor();
    await pagina.getByRole("button", { name: "Begin" }).click();
    // Give it once: name and address are shown, not asked.
    await pagina.getByRole("heading", { level: 1, name: "Uw gegevens" }).waitFor();
    assert.equal(await pagina.getByRole("textbox", { name: "Uw naam" }).count(), 0);
    await pagina.getByLabel("Uw e-mailadres").fill("fleur@example.nl\nBcc: ander@example.nl".replace("\n", " "));
    await verder(pagina);
    await pagina.getByRole("alert").waitFor();
    assert.equal(await pagina.getByLabel("Uw e-mailadres").inputValue(), "fleur@example.nl Bcc: ander@example.nl", "what was typed stays");
    await pagina.getByLabel("Uw e-mailadres").fill("fleur@example.nl");
    await verder(pagina);
    await vulIn(pagina, { "Wat is het kenteken?": "99-999" });
    await pagina.getByLabel("Het is een leaseauto").check();
    await pagina.getByRole("group", { name: /langer dan 6 meter/ }).getByLabel("Nee").check();
    await verder(pagina);
    await pagina.getByRole("alert").getByRole("link").click();
    assert.ok(await pagina.getByLabel("Wat is het kenteken?").evaluate((veld) => veld === document.activeElement), "the error leads to its field");
    await vulIn(pagina, { "Wat is het kenteken?": "H-214-KT" });
    await verder(pagina);
    // Back always works, and nothing is lost.
    await pagina.getByRole("heading", { level: 1, name: "Bewijs dat u de auto gebruikt" }).waitFor();
    await pagina.getByRole("button", { name: "Vorige" }).click();
    assert.equal(await pagina.getByLabel("Wat is het kenteken?").inputValue(), "H-214-KT");
    await verder(pagina);
    await pagina.getByLabel(/^Verklaring van de leasemaatschappij/).setInputFiles(bestand("verklaring.pdf", "MZ dit is een programma"));
    await verder(pagina);
    await pagina.getByRole("alert").waitFor();
    await pagina.getByLabel(/^Verklaring van de leasemaatschappij/).setInputFiles(bestand("verklaring.pdf", PDF));
    await verder(pagina);
    await pagina.getByRole("heading", { level: 1, name: "Uw vergunning" }).waitFor();
    await pagina.getByLabel("De eerste").check();
    await pagina.getByLabel("Vanaf welke dag wilt u parkeren?").fill("2026-12-01");
    await pagina.getByLabel("Per maand").check();
    await pagina.getByLabel(/geen eigen parkeerplaats/).check();
    await verder(pagina);
    await pagina.getByRole("heading", { level: 1, name: "Controleer uw antwoorden" }).waitFor();
    await pagina.getByText("verklaring.pdf").waitFor();
    const controle = pagina.url();
    const nummer = await verstuur(pagina);
    // Sent twice is one case.
    await pagina.goto(controle);
    assert.match(await pagina.getByRole("main").innerText(), new RegExp(nummer));
    assert.match(await post(pagina, nummer), /fleur@example\.nl/);
  });
}

test("a report without log-in, left and taken up again on another device", async () => {
  const telefoon = await nieuwePagina(browser, { url: loket.url, breedte: 360 });
  await telefoon.goto("/aanvragen/melding-openbare-ruimte");
  await controleer(telefoon, "aanvragen-begin");
  await telefoon.getByRole("button", { name: "Begin" }).click();
  await telefoon.getByRole("heading", { level: 1, name: "Wat is er aan de hand?" }).waitFor();
  await verder(telefoon);
  await telefoon.getByRole("alert").waitFor();
  await controleer(telefoon, "aanvragen-stap-fouten");
  await telefoon.getByRole("radio").first().check();
  await telefoon.getByRole("group", { name: "Is het gevaarlijk?" }).getByLabel("Nee").check();
  await vulIn(telefoon, { "Wat ziet u?": "Een losse tegel bij de bushalte." });
  await telefoon.getByRole("button", { name: "Bewaar en ga later verder" }).click();
  const code = await telefoon.locator("main strong").first().innerText();
  await controleer(telefoon, "aanvragen-bewaard");
  const thuis = await nieuwePagina(browser, { url: loket.url, breedte: 1280 });
  await thuis.goto("/aanvraag/hervatten");
  await vulIn(thuis, { "Uw code": "AAAA-BBBB-CCCC" });
  await thuis.getByRole("button", { name: "Ga verder" }).click();
  await thuis.getByRole("alert").waitFor();
  await vulIn(thuis, { "Uw code": code });
  await thuis.getByRole("button", { name: "Ga verder" }).click();
  await thuis.getByRole("heading", { level: 1, name: "Waar is het?" }).waitFor();
  await thuis.getByRole("button", { name: "Vorige" }).click();
  assert.equal(await thuis.getByLabel("Wat ziet u?").inputValue(), "Een losse tegel bij de bushalte.");
  await thuis.goBack();
  await thuis.getByLabel("Straat en huisnummer, of een herkenbaar punt").fill("Bushalte Kerkstraat");
  await thuis.locator(".loket-kaart__tegel").nth(3).click({ position: { x: 200, y: 60 } });
  await thuis.getByText("De plek staat op de kaart.").waitFor();
  assert.equal(await thuis.getByLabel("Straat en huisnummer, of een herkenbaar punt").inputValue(), "Bushalte Kerkstraat");
  assert.equal(await thuis.locator(".loket-kaart__merk").count(), 1, "the place is marked");
  await controleer(thuis, "aanvragen-kaart");
  await verder(thuis);
  await thuis.getByRole("group", { name: /laten weten wat wij met uw melding doen/ }).getByLabel("Nee").check();
  await verder(thuis);
  await thuis.getByRole("heading", { level: 1, name: "Controleer uw antwoorden" }).waitFor();
  await controleer(thuis, "aanvragen-controle");
  await thuis.getByText("Een losse tegel bij de bushalte.").waitFor();
  const nummer = await verstuur(thuis);
  assert.match(nummer, /^ZAAK-2026-\d{10}$/);
  await controleer(thuis, "aanvragen-verstuurd");
});

test("a killed server in the middle of a form: what was saved is there, and it is sent once", async () => {
  const pagina = await nieuwePagina(browser, { url: loket.url });
  await pagina.goto("/aanvragen/melding-openbare-ruimte");
  await pagina.getByRole("button", { name: "Begin" }).click();
  await pagina.getByRole("radio").first().check();
  await pagina.getByRole("group", { name: "Is het gevaarlijk?" }).getByLabel("Nee").check();
  await vulIn(pagina, { "Wat ziet u?": "Een boom ligt op het fietspad." });
  await verder(pagina);
  await loket.dood();
  await loket.opnieuw();
  await pagina.getByLabel("Straat en huisnummer, of een herkenbaar punt").fill("Parkweg 4");
  await verder(pagina);
  await pagina.getByRole("group", { name: /laten weten wat wij met uw melding doen/ }).getByLabel("Nee").check();
  await verder(pagina);
  await pagina.getByText("Een boom ligt op het fietspad.").waitFor();
  const controle = pagina.url();
  const nummer = await verstuur(pagina);
  await loket.dood();
  await loket.opnieuw();
  await pagina.goto(controle);
  assert.match(await pagina.getByRole("main").innerText(), new RegExp(nummer));
});
