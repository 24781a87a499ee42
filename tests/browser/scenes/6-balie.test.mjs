// Scene 5: an appointment, arrival, the fair queue, the display, and what is handed over at once.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { controleer, nieuwePagina, startBrowser } from "../hulp/browser.mjs";
import { post, vulIn } from "../hulp/inwoner.mjs";
import { startLoket } from "../hulp/loket.mjs";
import { aanHetWerk, druk } from "../hulp/werk.mjs";

let loket;
let browser;
before(async () => {
  [loket, browser] = await Promise.all([startLoket(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await loket?.stop();
});

const UITTREKSEL = /Uittreksel uit de Basisregistratie Personen/;
const knop = (pagina, naam) => pagina.getByRole("button", { name: naam });

/** To the choice of a time at the town hall, for this product. */
async function kiesTijd(pagina, product) {
  await pagina.goto("/afspraak");
  await pagina.getByLabel(product).check();
  await knop(pagina, "Kies een plaats en tijd").click();
  const plaats = pagina.getByRole("link", { name: /^Stadhuis/ });
  if (await plaats.count()) await plaats.click();
  await pagina.getByRole("heading", { level: 1, name: "Wanneer komt u?" }).waitFor();
}

/** The first free time there is; then who comes, and check. */
async function totControle(pagina, { product, naam, mail }) {
  await kiesTijd(pagina, product);
  await pagina.locator(".loket-tijden a").first().click();
  await vulIn(pagina, { Naam: naam, "E-mailadres": mail });
  await knop(pagina, "Controleer uw afspraak").click();
  await pagina.getByRole("heading", { level: 1, name: "Klopt dit?" }).waitFor();
}

/** A fact on the page by its name. */
const feit = (pagina, naam) => pagina.locator("main dt").filter({ hasText: new RegExp(`^${naam}$`) }).locator("xpath=following-sibling::dd[1]").innerText();

/** Makes an appointment; its code and number. */
async function maakAfspraak(pagina, wie) {
  await totControle(pagina, wie);
  await knop(pagina, "Maak de afspraak").click();
  await pagina.getByRole("heading", { level: 1, name: "Uw afspraak" }).waitFor();
  await controleer(pagina, "afspraak-bevestigen");
  await pagina.getByLabel("Code uit de e-mail").fill("AAAA-AAAA");
  await knop(pagina, "Bevestig de afspraak").click();
  await pagina.getByRole("alert").waitFor();
  await controleer(pagina, "afspraak-bevestigen-fout");
  return bevestig(pagina);
}

/** Types the code from the mail, as somebody does who reads it in another tab; the code and number of the appointment. */
async function bevestig(pagina) {
  const nummer = await feit(pagina, "Afspraaknummer");
  const brief = await post(await nieuwePagina(browser, { url: loket.url }), nummer);
  const [, code] = /Uw code: ([A-Z2-9]{4}-[A-Z2-9]{4})/.exec(brief);
  await pagina.getByLabel("Code uit de e-mail").fill(code);
  await knop(pagina, "Bevestig de afspraak").click();
  await pagina.getByText("Uw afspraak is bevestigd.").waitFor();
  assert.equal(await feit(pagina, "Code"), code);
  return { code, nummer };
}

for (const breedte of [360, 1280]) {
  test(`an appointment on the website without scripts, moved, in the calendar, cancelled, at ${breedte} px`, async () => {
    const pagina = await nieuwePagina(browser, { url: loket.url, breedte, javaScriptEnabled: false });
    await pagina.goto("/afspraak");
    await knop(pagina, "Kies een plaats en tijd").click();
    await pagina.getByRole("alert").waitFor();
    await totControle(pagina, { product: /Paspoort aanvragen/, naam: "Noor Verbeek", mail: `noor${breedte}@example.nl` });
    await pagina.getByRole("button", { name: "Wijzig uw gegevens" }).click();
    assert.equal(await pagina.getByLabel("Naam").inputValue(), "Noor Verbeek");
    await knop(pagina, "Controleer uw afspraak").click();
    await knop(pagina, "Maak de afspraak").click();
    await pagina.getByRole("heading", { level: 2, name: "Bevestig uw afspraak" }).waitFor();
    await pagina.getByLabel("Code uit de e-mail").fill("AAAA-AAAA");
    await knop(pagina, "Bevestig de afspraak").click();
    await pagina.getByRole("alert").getByText("Dit is niet de code uit de e-mail").waitFor();
    const { code } = await bevestig(pagina);
    const eerst = await feit(pagina, "Wanneer");
    const agenda = await pagina.getByRole("link", { name: "Zet in uw agenda" }).getAttribute("href");
    const ics = await pagina.request.get(agenda);
    assert.match(await ics.text(), /BEGIN:VCALENDAR[\s\S]*Paspoort/);
    assert.match(await post(await nieuwePagina(browser, { url: loket.url }), code), new RegExp(`noor${breedte}@example\\.nl`));
    await pagina.getByRole("link", { name: "Verzet de afspraak" }).click();
    await pagina.locator(".loket-tijden a").last().click();
    await knop(pagina, "Verzet de afspraak naar deze tijd").click();
    await pagina.getByText("Uw afspraak is verzet.").waitFor();
    assert.notEqual(await feit(pagina, "Wanneer"), eerst);
    await knop(pagina, "Zeg de afspraak af").click();
    await pagina.getByText("Deze afspraak is afgezegd.").waitFor();
  });
}

test("a time that somebody else took a moment before: what was typed stays, and the nearest times are offered", async () => {
  const bezoekers = await Promise.all([0, 1, 2, 3, 4, 5, 6].map(() => nieuwePagina(browser, { url: loket.url, breedte: 360 })));
  for (const [nummer, pagina] of bezoekers.entries()) await totControle(pagina, { product: /Rijbewijs aanvragen/, naam: `Bezoeker ${nummer}`, mail: "b@example.nl" });
  for (const pagina of bezoekers) await knop(pagina, "Maak de afspraak").click();
  await Promise.all(bezoekers.map((pagina) => pagina.getByRole("heading", { level: 1, name: /^(Uw afspraak|Deze tijd is net weg)$/ }).waitFor()));
  const koppen = await Promise.all(bezoekers.map((pagina) => pagina.getByRole("heading", { level: 1 }).innerText()));
  const teLaat = bezoekers[koppen.indexOf("Deze tijd is net weg")];
  assert.ok(teLaat, "six places, seven visitors");
  await controleer(teLaat, "afspraak-net-weg");
  await teLaat.locator(".loket-tijden button").first().click();
  assert.match(await teLaat.getByRole("main").innerText(), /Bezoeker \d/);
  await knop(teLaat, "Maak de afspraak").click();
  await teLaat.getByRole("heading", { level: 2, name: "Bevestig uw afspraak" }).waitFor();
});

test("arrived at the kiosk, called, parked, called again, and an extract handed over; two clerks never call the same visitor", async () => {
  const burger = await nieuwePagina(browser, { url: loket.url, breedte: 360 });
  await kiesTijd(burger, UITTREKSEL);
  await controleer(burger, "afspraak-tijden");
  const { code } = await maakAfspraak(burger, { product: UITTREKSEL, naam: "Sam Brands", mail: "sam@example.nl" });
  await controleer(burger, "afspraak-gemaakt");
  const zuil = await nieuwePagina(browser, { url: loket.url });
  await zuil.goto("/balie/zuil/stadhuis");
  await controleer(zuil, "balie-zuil-koppelen");
  const beheer = await aanHetWerk(browser, loket, "f.devries");
  await beheer.goto("/beheer");
  await beheer.getByLabel("Balie").selectOption("stadhuis");
  await knop(beheer, "Maak een code").click();
  await beheer.getByRole("alert").waitFor();
  await controleer(beheer, "beheer-zuil-fout");
  await beheer.getByLabel("Waar staat de zuil?").fill("Hal, links van de deur");
  await knop(beheer, "Maak een code").click();
  const zuilcode = await beheer.getByRole("status").locator("strong").first().innerText();
  await controleer(beheer, "beheer-zuil");
  await zuil.getByLabel("Code van de zuil").fill(zuilcode);
  await knop(zuil, "Koppel dit apparaat").click();
  await knop(zuil, "Ik ben er").waitFor();
  await controleer(zuil, "balie-zuil");
  await zuil.getByLabel("Code").fill("AAAA-AAAA");
  await knop(zuil, "Ik ben er").click();
  await zuil.getByRole("alert").waitFor();
  await controleer(zuil, "balie-zuil-fout");
  await zuil.getByLabel("Code").fill(code);
  await knop(zuil, "Ik ben er").click();
  const bon = await zuil.locator("main strong").first().innerText();
  const receptie = await aanHetWerk(browser, loket, "s.bakker");
  await receptie.goto("/balie/receptie/stadhuis");
  await receptie.getByLabel("Naam (hoeft niet)").fill("Kim zonder afspraak");
  await receptie.getByLabel(UITTREKSEL).check();
  await knop(receptie, "Geef een volgnummer").click();
  await receptie.getByText("Het volgnummer is").waitFor();
  await controleer(receptie, "balie-receptie");
  const [een, twee] = [await aanHetWerk(browser, loket, "d.wolters"), await aanHetWerk(browser, loket, "k.ramdin")];
  await een.goto("/balie/loket/stadhuis/1");
  await twee.goto("/balie/loket/stadhuis/2");
  await Promise.all([druk(een, "F8"), druk(twee, "F8")]);
  const bezoeker = (pagina) => pagina.getByRole("region", { name: /^[A-Z]\d+/ }).getByRole("heading", { level: 2 });
  await Promise.all([bezoeker(een).waitFor(), bezoeker(twee).waitFor()]);
  const [links, rechts] = [await bezoeker(een).innerText(), await bezoeker(twee).innerText()];
  assert.notEqual(links, rechts, "two clerks, two visitors");
  const [met, zonder] = links.startsWith(bon) ? [een, twee] : [twee, een];
  await controleer(met, "balie-loket");
  const scherm = await nieuwePagina(browser, { url: loket.url });
  await scherm.goto("/balie/scherm/stadhuis");
  assert.match(await scherm.getByRole("main").innerText(), new RegExp(bon));
  assert.doesNotMatch(await scherm.getByRole("main").innerText(), /Sam|Kim/);
  await controleer(scherm, "balie-scherm");
  await knop(zonder, "Niet verschenen").click();
  await zonder.getByText("De bezoeker is niet verschenen.").waitFor();
  await knop(met, /^Even wachten/).click();
  await met.getByText("De bezoeker staat bij even weg.").waitFor();
  await knop(met, new RegExp(`^Is terug ${bon}`)).click();
  await met.getByText("De bezoeker staat weer vooraan in de wachtrij.").waitFor();
  await druk(met, "F8");
  await bezoeker(met).waitFor();
  await met.getByLabel("Notitie").fill("Uittreksel meegegeven.");
  await met.getByLabel(/meteen meegegeven/).selectOption({ label: "Geleverd" });
  await druk(met, "Control+Enter");
  await met.getByText("Het bezoek is vastgelegd.").waitFor();
  await met.goto("/balie");
  await controleer(met, "balie-kiezen");
});

test("by phone, from a running contact: the appointment is made while the contact goes on", async () => {
  const agent = await aanHetWerk(browser, loket, "f.amrani");
  await druk(agent, "F8");
  await agent.waitForURL(/\/werkplek\/contacten\//);
  await agent.getByRole("button", { name: /^Afspraak maken/ }).first().click();
  await agent.getByRole("heading", { level: 1, name: "Afspraak maken" }).waitFor();
  await controleer(agent, "balie-afspraak");
  await agent.getByLabel(/Rijbewijs aanvragen/).check();
  await knop(agent, "Toon de vrije tijden").click();
  await agent.getByText("Kies eerst een plaats").waitFor();
  await controleer(agent, "balie-afspraak-plaats");
  await agent.getByLabel("Waar").selectOption({ index: 1 });
  await knop(agent, "Toon de vrije tijden").click();
  await agent.locator(".loket-tijden a").first().click();
  await druk(agent, "Control+Enter");
  await agent.getByRole("alert").waitFor();
  await controleer(agent, "balie-afspraak-fout");
  await vulIn(agent, { Naam: "Mevrouw Kaya", Telefoonnummer: "0999 11 22 33" });
  await druk(agent, "Control+Enter");
  await agent.getByText("De afspraak is gemaakt.").waitFor();
  await agent.getByRole("link", { name: "Terug naar het contact" }).click();
  await agent.getByLabel("Notitie").waitFor();
});
