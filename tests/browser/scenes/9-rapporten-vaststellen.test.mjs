// Scene 9: a quarter is established, and the progress report to the council is filled in, written by two people, and established.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { controleer, nieuwePagina, startBrowser } from "../hulp/browser.mjs";
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

const KWARTAAL = "/rapportages/kcc?kwartaal=2026-K3";
const JAAR = "/rapportages/voortgang?jaar=2026";
const kern = (pagina) => pagina.getByRole("region", { name: "In het kort" }).innerText();

test("a quarter is established as it was seen, and reads the same again", async () => {
  const manager = await aanHetWerk(browser, loket, "e.stolk");
  await manager.goto(KWARTAAL);
  const gezien = await kern(manager);
  await manager.getByLabel("Toelichting (hoeft niet)").fill("Een rustig kwartaal.");
  await manager.getByRole("button", { name: "Stel vast" }).click();
  await manager.getByText(/^Vastgesteld op .* door Erik Stolk, versie 1$/).waitFor();
  await controleer(manager, "vastgesteld", { donker: true });
  assert.equal(await kern(manager), gezien);
  await manager.getByText("Een rustig kwartaal.").waitFor();
  await manager.getByRole("link", { name: "Wat is er sindsdien veranderd?" }).click();
  await manager.getByRole("heading", { name: "Alle cijfers zijn nog hetzelfde" }).waitFor();
  await controleer(manager, "verschillen");

  const auditor = await aanHetWerk(browser, loket, "a.janssen");
  await auditor.goto(KWARTAAL);
  assert.equal(await auditor.getByRole("button", { name: "Stel vast" }).count(), 0);
  await auditor.getByRole("link", { name: /^Vastgesteld op .* versie 1$/ }).click();
  assert.equal(await kern(auditor), gezien);
});

test("a quarter is established again only with a reason, and both versions stay", async () => {
  const manager = await aanHetWerk(browser, loket, "e.stolk");
  await manager.goto(KWARTAAL);
  await manager.getByRole("button", { name: "Stel vast" }).click();
  await manager.getByRole("link", { name: "Dit rapport is al vastgesteld. Schrijf waarom u het opnieuw vaststelt." }).waitFor();
  await controleer(manager, "opnieuw-vaststellen-fout");
  await manager.getByLabel("Waarom stelt u het opnieuw vast?").fill("Er was een contact vergeten.");
  await manager.getByRole("button", { name: "Stel vast" }).click();
  await manager.getByText(/versie 2$/).first().waitFor();
  await manager.getByRole("link", { name: /versie 1$/ }).click();
  await manager.getByText("Een rustig kwartaal.").waitFor();
});

test("what nothing counts is entered with its source, and held against its target", async () => {
  const manager = await aanHetWerk(browser, loket, "e.stolk");
  await manager.goto(KWARTAAL);
  await manager.getByRole("link", { name: "Voortgangsrapportage" }).click();
  await controleer(manager, "voortgang", { donker: true });
  await manager.getByRole("link", { name: "Vul in: Klanttevredenheid" }).click();
  await manager.getByLabel("Waarde").fill("82");
  await manager.getByRole("button", { name: "Bewaar" }).click();
  await manager.getByRole("link", { name: /^Dit is geen cijfer/ }).waitFor();
  await controleer(manager, "indicatorwaarde-fout");
  await manager.getByLabel("Waarde").fill("8,2");
  await manager.getByLabel("Waar komt dit vandaan?").fill("Klanttevredenheidsonderzoek van november");
  await manager.getByRole("button", { name: "Bewaar" }).click();
  await manager.getByText(/^Klanttevredenheidsonderzoek van november\. Ingevuld door Erik Stolk op /).waitFor();
  // The counters follow a moment later.
  const rij = manager.getByRole("table", { name: /Leiderschap en medewerkers$/ }).getByRole("row", { name: /^Bereikt in 2026/ });
  await assert.doesNotReject(async () => {
    for (let poging = 0; poging < 20 && !(await rij.innerText()).includes("8,2"); poging += 1) await manager.reload();
    assert.match(await rij.innerText(), /8,2/);
  });
});

test("two people write the same text: the second sees the words of the first and loses none of their own", async () => {
  const [eerste, tweede] = [await aanHetWerk(browser, loket, "e.stolk"), await aanHetWerk(browser, loket, "w.lammers")];
  for (const pagina of [eerste, tweede]) {
    await pagina.goto(JAAR);
    await pagina.getByRole("link", { name: "Schrijf de tekst: Service" }).click();
    await pagina.getByLabel("Wat is er bereikt?").waitFor();
  }
  await eerste.getByLabel("Wat is er bereikt?").fill("De balie deed het goed.");
  await eerste.getByRole("button", { name: "Bewaar" }).click();
  await eerste.getByText("De balie deed het goed.").waitFor();
  await tweede.getByLabel("Wat is er bereikt?").fill("De telefoon deed het goed.");
  await tweede.getByRole("button", { name: "Bewaar" }).click();
  await tweede.getByRole("heading", { name: "Dit is intussen bewaard" }).waitFor();
  await tweede.getByText("De balie deed het goed.").waitFor();
  await controleer(tweede, "tekst-intussen-bewaard");
  assert.equal(await tweede.getByLabel("Wat is er bereikt?").inputValue(), "De telefoon deed het goed.");
  await tweede.getByLabel("Wat is er bereikt?").fill("De balie en de telefoon deden het goed.");
  await tweede.getByRole("button", { name: "Bewaar" }).click();
  await tweede.getByText("De balie en de telefoon deden het goed.").waitFor();
});

test("last year is established, without scripts too, and the page of this year is not", async () => {
  const manager = await aanHetWerk(browser, loket, "e.stolk", { javaScriptEnabled: false });
  await manager.goto(JAAR);
  assert.equal(await manager.getByRole("button", { name: "Stel vast" }).count(), 0);
  await manager.getByLabel("Jaar").selectOption("2025");
  await manager.getByRole("button", { name: "Toon" }).click();
  await manager.getByRole("heading", { name: "Stel dit rapport vast" }).waitFor();
  const tabel = () => manager.getByRole("table", { name: /Service$/ }).innerText();
  const gezien = await tabel();
  await manager.getByRole("button", { name: "Stel vast" }).click();
  await manager.getByText(/^Vastgesteld op .* door Erik Stolk, versie 1$/).waitFor();
  assert.equal(await tabel(), gezien);
  const auditor = await aanHetWerk(browser, loket, "a.janssen");
  await auditor.goto(manager.url());
  await controleer(auditor, "voortgang-vastgesteld");
  await manager.getByRole("link", { name: "Wat is er sindsdien veranderd?" }).click();
  await manager.getByRole("heading", { name: "Alle cijfers zijn nog hetzelfde" }).waitFor();
});

test("what was established is put on the website, and everybody reads it there", async () => {
  const manager = await aanHetWerk(browser, loket, "e.stolk");
  const bezoeker = await nieuwePagina(browser, { url: loket.url });
  for (const [pad, naam] of [
    [`${KWARTAAL}&versie=2`, "KCC-kwartaalrapportage, Derde kwartaal 2026"],
    ["/rapportages/voortgang?jaar=2025&versie=1", "Voortgangsrapportage, 2025"],
  ]) {
    await manager.goto(pad);
    await manager.getByRole("button", { name: "Zet op de website" }).click();
    await manager.getByRole("button", { name: "Haal van de website" }).waitFor();
    await bezoeker.goto("/rapporten");
    await bezoeker.getByRole("link", { name: naam }).click();
    await bezoeker.getByRole("heading", { level: 1, name: naam }).waitFor();
    assert.doesNotMatch(await bezoeker.content(), /Stolk|\/rapportages\//);
    await controleer(bezoeker, naam.startsWith("KCC") ? "openbaar-kwartaal" : "openbaar-jaar", { donker: true });
  }
});
