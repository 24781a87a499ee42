// Scene 4: the quarterly report, and the contacts behind every figure.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { controleer, startBrowser } from "../hulp/browser.mjs";
import { startLoket } from "../hulp/loket.mjs";
import { aanHetWerk, legVast, neemOp, openArtikel } from "../hulp/werk.mjs";

let loket;
let browser;
before(async () => {
  [loket, browser] = await Promise.all([startLoket(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await loket?.stop();
});

const KWARTAAL = "2026-K3";
const RAPPORT = `/rapportages/kcc?kwartaal=${KWARTAAL}`;
const getal = (tekst) => Number(tekst.replaceAll(".", "").replace(",", "."));
const som = (getallen) => getallen.reduce((a, b) => a + b, 0);
const titel = (pagina) => pagina.getByRole("heading", { level: 1, name: "KCC-kwartaalrapportage" });

/** A table of the report, as rows of text. */
async function tabel(pagina, naam) {
  const rijen = await pagina.getByRole("table", { name: naam }).getByRole("row").all();
  const cellen = await Promise.all(rijen.map((rij) => rij.locator("th, td").allInnerTexts()));
  return cellen.slice(1).map((rij) => rij.map((cel) => cel.trim()));
}

/** All rows of the list behind a figure, over all its pages. */
async function achter(pagina) {
  const rijen = [];
  for (;;) {
    for (const rij of await pagina.getByRole("main").getByRole("row").all()) {
      const cellen = await rij.getByRole("cell").allInnerTexts();
      if (cellen.length > 0) rijen.push(cellen);
    }
    const verder = pagina.getByRole("navigation", { name: "Bladeren" }).getByRole("link", { name: "Volgende" });
    if ((await verder.count()) === 0) return rijen;
    const eerst = pagina.url();
    await verder.click();
    await pagina.waitForURL((adres) => adres.href !== eerst);
  }
}

/** The CSV as rows by their heads. */
async function csv(pagina) {
  const download = pagina.waitForEvent("download");
  await pagina.getByRole("link", { name: "Download als CSV" }).click();
  const tekst = readFileSync(await (await download).path(), "utf8");
  assert.ok(tekst.startsWith("\uFEFF"), "Excel reads it as UTF-8");
  for (const cel of tekst.slice(1).split(/[;\r\n]/)) assert.doesNotMatch(cel, /^"?[=+@\t]/, "no cell that a spreadsheet would run");
  const [koppen, ...rijen] = tekst.slice(1).trim().split(/\r?\n/).map((regel) => regel.split(";").map((cel) => cel.replace(/^"|"$/g, "")));
  return rijen.map((rij) => Object.fromEntries(koppen.map((kop, index) => [kop, rij[index]])));
}

test("the figures add up: channels, reasons and ways of ending all count the same contacts", async () => {
  const manager = await aanHetWerk(browser, loket, "w.lammers");
  await manager.goto(RAPPORT);
  await controleer(manager, "kwartaalrapport", { donker: true });
  const totaal = getal((await manager.getByRole("link", { name: /contacten vorig kwartaal/ }).innerText()).match(/^[\d.]+/)[0]);
  assert.ok(totaal > 100);
  for (const naam of ["Aantal contacten per kanaal", "Aantal contacten per reden", "Hoe contacten zijn afgehandeld, alle teams samen"]) {
    const rijen = await tabel(manager, naam);
    assert.equal(som(rijen.map((rij) => getal(rij[1]))), totaal, naam);
  }
  const onderwerpen = await tabel(manager, "De twintig onderwerpen met de meeste contacten");
  assert.equal(som(onderwerpen.map((rij) => getal(rij[1]))), totaal, "subjects, with all the others in one row");
  const kort = await manager.getByRole("region", { name: "In het kort" }).innerText();
  const [, deel, geheel] = kort.match(/([\d.]+) van ([\d.]+)/);
  const direct = (await tabel(manager, "Hoe contacten zijn afgehandeld, alle teams samen")).find((rij) => rij[0] === "Direct beantwoord");
  assert.equal(deel, direct[1]);
  assert.equal(getal(geheel), totaal);
  assert.equal(getal(kort.match(/([\d,]+)%/)[1]).toFixed(1), ((getal(deel) / totaal) * 100).toFixed(1));
});

test("every figure opens to the contacts behind it: as many as it says, and all of its kind", async () => {
  const manager = await aanHetWerk(browser, loket, "w.lammers");
  for (const [tabelnaam, rijnaam, kolom] of [
    ["Aantal contacten per kanaal", "Balie", 2],
    ["Hoe contacten zijn afgehandeld, alle teams samen", "Doorverbonden", 4],
    ["De twintig onderwerpen met de meeste contacten", "Grofvuil laten ophalen", 3],
  ]) {
    await manager.goto(RAPPORT);
    const cel = manager.getByRole("table", { name: tabelnaam }).getByRole("row", { name: new RegExp(`^${rijnaam}`) }).getByRole("link").first();
    const verwacht = getal(await cel.innerText());
    await cel.click();
    await manager.getByRole("heading", { level: 1, name: "Contacten achter het cijfer" }).waitFor();
    const rijen = await achter(manager);
    assert.equal(rijen.length, verwacht, rijnaam);
    assert.ok(rijen.every((rij) => rij[kolom] === rijnaam), rijnaam);
    await manager.getByRole("link", { name: "Terug naar de rapportage" }).first().click();
    assert.ok(manager.url().endsWith(KWARTAAL), "back to the same quarter");
  }
});

test("a contact that is registered now, counts now", async () => {
  const manager = await aanHetWerk(browser, loket, "w.lammers");
  const aantal = async () => {
    await manager.goto("/rapportages/kcc");
    return getal((await manager.getByRole("link", { name: /contacten vorig kwartaal/ }).innerText()).match(/^[\d.]+/)[0]);
  };
  const eerst = await aantal();
  const agent = await aanHetWerk(browser, loket, "s.bakker");
  await neemOp(agent);
  await openArtikel(agent, "grofv", /Grofvuil laten ophalen/);
  await legVast(agent);
  for (let keer = 0; keer < 20 && (await aantal()) === eerst; keer++) await manager.waitForTimeout(100);
  assert.equal(await aantal(), eerst + 1);
});

test("the CSV holds the same figures", async () => {
  const manager = await aanHetWerk(browser, loket, "w.lammers");
  await manager.goto(RAPPORT);
  const rijen = await csv(manager);
  const dit = rijen.filter((rij) => rij.Kwartaal === KWARTAAL);
  const totaal = getal(dit.find((rij) => rij.Onderdeel === "Totaal").Aantal);
  for (const onderdeel of ["Contacten per kanaal", "Aard van de contacten", "Onderwerpen", "Afhandeling", "Afhandeling per team"]) {
    const eigen = dit.filter((rij) => rij.Onderdeel === onderdeel && rij.Wat === "Contacten");
    assert.equal(som(eigen.map((rij) => getal(rij.Aantal))), totaal, onderdeel);
  }
  assert.equal(som(dit.filter((rij) => rij.Onderdeel === "Drukte").map((rij) => getal(rij.Aantal))), totaal, "all hours together");
  for (const [onderdeel, naam] of [["Contacten per kanaal", "Aantal contacten per kanaal"], ["Aard van de contacten", "Aantal contacten per reden"]]) {
    for (const [wat, aantal, , eerder] of await tabel(manager, naam)) {
      const eigen = rijen.filter((rij) => rij.Onderdeel === onderdeel && rij.Naam === wat && rij.Wat === "Contacten");
      assert.equal(eigen.find((rij) => rij.Kwartaal === KWARTAAL)?.Aantal, String(getal(aantal)), wat);
      assert.equal(eigen.find((rij) => rij.Kwartaal === "2026-K2")?.Aantal, String(getal(eerder)), `${wat}, the quarter before`);
    }
  }
});

test("what was known on an earlier day is told again, and then changes no more", async () => {
  const manager = await aanHetWerk(browser, loket, "w.lammers");
  await manager.goto(RAPPORT);
  const kort = manager.getByRole("region", { name: "In het kort" });
  const nu = getal((await kort.innerText()).match(/^[\d.]+/m)[0]);
  await manager.getByLabel("Zoals bekend aan het eind van").fill("2026-08-31");
  await manager.getByRole("button", { name: "Toon" }).click();
  await manager.getByText("Dit is wat bekend was aan het eind van 31 augustus 2026.").waitFor();
  await controleer(manager, "kwartaalrapport-toen");
  const toen = await kort.innerText();
  assert.ok(getal(toen.match(/^[\d.]+/m)[0]) < nu, "two months of three");
  assert.equal(await kort.getByRole("link").count(), 0, "a list shows what is known now");
  const agent = await aanHetWerk(browser, loket, "s.bakker");
  await neemOp(agent);
  await openArtikel(agent, "grofv", /Grofvuil laten ophalen/);
  await legVast(agent);
  await manager.reload();
  assert.equal(await kort.innerText(), toen);
});

test("the busiest hour opens to the contacts that began in it", async () => {
  const manager = await aanHetWerk(browser, loket, "w.lammers");
  await manager.goto(RAPPORT);
  const vakken = manager.getByRole("table", { name: "Aantal contacten per dag van de week en uur" }).getByRole("link");
  const aantallen = (await vakken.allInnerTexts()).map(getal);
  const meest = Math.max(...aantallen);
  await vakken.nth(aantallen.indexOf(meest)).click();
  await manager.getByRole("heading", { level: 1, name: "Contacten achter het cijfer" }).waitFor();
  assert.equal((await achter(manager)).length, meest);
});

test("another quarter is one choice away; one without figures says so; nonsense is refused", async () => {
  const manager = await aanHetWerk(browser, loket, "w.lammers");
  await manager.goto(RAPPORT);
  const nu = await tabel(manager, "Aantal contacten per kanaal");
  await manager.getByLabel("Kwartaal", { exact: true }).selectOption({ label: "Tweede kwartaal 2026" });
  await manager.getByRole("button", { name: "Toon" }).click();
  await titel(manager).waitFor();
  await manager.getByText("1 april 2026 tot en met 30 juni 2026").waitFor();
  const eerder = await tabel(manager, "Aantal contacten per kanaal");
  for (const [kanaal, aantal] of eerder) {
    const rij = nu.find(([naam]) => naam === kanaal);
    if (rij) assert.equal(rij[3], aantal, `${kanaal}: what the next quarter calls the earlier one`);
  }
  await manager.goto("/rapportages/kcc?kwartaal=2019-K1");
  await manager.getByRole("heading", { name: "In dit kwartaal zijn geen contacten vastgelegd" }).waitFor();
  await controleer(manager, "kwartaalrapport-leeg");
  assert.equal((await manager.goto("/rapportages/kcc?kwartaal=eerste")).status(), 400);
  await controleer(manager, "kwartaalrapport-fout");
});

test("on paper: the report alone, black on white, with who printed it and when", async () => {
  const manager = await aanHetWerk(browser, loket, "w.lammers");
  await manager.goto(RAPPORT);
  await manager.emulateMedia({ media: "print", colorScheme: "dark" });
  await titel(manager).waitFor();
  await manager.getByText(/^Afgedrukt door Wouter Lammers op /).waitFor();
  for (const weg of [manager.getByRole("navigation", { name: "Hoofdmenu" }), manager.getByRole("link", { name: "Download als CSV" }), manager.getByText("Wouter Lammers", { exact: true })]) {
    assert.equal(await weg.first().isVisible(), false);
  }
  const [papier, inkt] = await manager.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector("h1")).color].map((kleur) => kleur.match(/[\d.]+/g).map(Number)));
  assert.ok(papier[3] === 0 || Math.min(...papier.slice(0, 3)) > 200, `a light page, not rgb(${papier})`);
  assert.ok(Math.max(...inkt.slice(0, 3)) < 100, `dark ink, not rgb(${inkt})`);
  const pdf = await manager.pdf({ format: "A4" });
  assert.ok(pdf.subarray(0, 4).toString() === "%PDF");
  const breder = await manager.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(breder <= 1);
});

test("an agent may not see the report, nor the contacts behind it", async () => {
  const agent = await aanHetWerk(browser, loket, "s.bakker");
  for (const pad of [RAPPORT, `/rapportages/kcc.csv?kwartaal=${KWARTAAL}`, `/rapportages/kcc/contacten?kwartaal=${KWARTAAL}`]) {
    assert.equal((await agent.goto(pad)).status(), 403, pad);
  }
  await agent.goto("/werkplek");
  assert.equal(await agent.getByRole("link", { name: "Rapportage" }).count(), 0);
});
