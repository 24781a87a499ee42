// Every kind of page there is, empty, full and with errors: axe, three widths, light and dark.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { controleer, nieuwePagina, startBrowser } from "../hulp/browser.mjs";
import { startLoket } from "../hulp/loket.mjs";
import { aanHetWerk, beantwoordVragenset, bewaard, druk, kiesPersoon, legVast, neemOp, nummerVanWachtende, openArtikel, totRust, vraagTerugbellen, zoek } from "../hulp/werk.mjs";

let loket;
let browser;
before(async () => {
  [loket, browser] = await Promise.all([startLoket(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await loket?.stop();
});

const NERGENS = "00000000-0000-7000-8000-000000000000";
const kijk = (pagina, naam) => controleer(pagina, `alles-${naam}`, { donker: true });

/** Pages that only have to be opened: name, path, status. */
async function open(pagina, paginas) {
  for (const [naam, pad, status = 200] of paginas) {
    const answer = await pagina.goto(pad);
    assert.equal(answer.status(), status, pad);
    await kijk(pagina, naam);
  }
}

test("the website", async () => {
  const pagina = await nieuwePagina(browser, { url: loket.url });
  await open(pagina, [
    ["home", "/"],
    ["zoeken", "/zoeken?q=paspoort"],
    ["zoeken-leeg", "/zoeken?q=xqzw"],
    ["producten", "/producten"],
    ["thema", "/thema/afval-en-milieu"],
    ["levensgebeurtenis", "/levensgebeurtenis/verhuizen"],
    ["product", "/producten/grofvuil"],
    ["website-404", "/bestaat-niet", 404],
    ["inloggen", "/inloggen"],
  ]);
});

test("home, a contact, its search and its article", async () => {
  const agent = await aanHetWerk(browser, loket, "s.bakker");
  await kijk(agent, "werkplek-leeg");
  await neemOp(agent);
  await kijk(agent, "contact-nieuw");
  await zoek(agent, "xqzwj");
  await kijk(agent, "zoeken-niets");
  await zoek(agent, "bakker");
  await kijk(agent, "zoeken-collega");
  await openArtikel(agent, "grofv", /Grofvuil laten ophalen/);
  await agent.getByLabel("Notitie").fill(`${"Een lange notitie. ".repeat(60)}${"woordzonderspaties".repeat(20)}`);
  await bewaard(agent);
  await kijk(agent, "contact-artikel");
  await agent.goto("/werkplek");
  await kijk(agent, "werkplek-vol");
  await agent.getByRole("searchbox").fill("paspoort");
  await agent.locator("#resultaten [data-melding]").waitFor();
  await kijk(agent, "werkplek-zoeken");
  await open(agent, [
    ["artikel-los", "/werkplek/artikelen/parkeervergunning"],
    ["voorkeuren", "/werkplek/voorkeuren"],
    ["taken-doorgezet-leeg", "/werkplek/taken?van=doorgezet"],
    ["klant-geen-toegang", `/werkplek/klanten/${NERGENS}`, 404],
    ["werkplek-403", "/beheer", 403],
    ["werkplek-404", "/werkplek/bestaat-niet", 404],
  ]);
});

test("a contact passed on: forms with errors, and what was registered", async () => {
  const agent = await aanHetWerk(browser, loket, "d.wolters");
  await neemOp(agent);
  await druk(agent, "Alt+r");
  await agent.getByRole("heading", { level: 1, name: "Terugbelverzoek" }).waitFor();
  await kijk(agent, "terugbellen-zonder-team");
  await druk(agent, "Control+Enter");
  await agent.getByRole("alert").waitFor();
  await kijk(agent, "terugbellen-fouten");
  await agent.getByLabel("Team", { exact: true }).selectOption({ label: "Parkeren" });
  await agent.getByText("Wat dit team wil weten").waitFor();
  await kijk(agent, "terugbellen-team");
  await druk(agent, "Control+Enter");
  await agent.getByRole("alert").waitFor();
  await kijk(agent, "terugbellen-vragen-fouten");
  await agent.getByRole("button", { name: "Terug naar het contact" }).click();
  await agent.getByLabel("Onderwerp").waitFor();
  await druk(agent, "Alt+o");
  await agent.getByRole("heading", { level: 1, name: "Doorverbinden" }).waitFor();
  await kijk(agent, "doorverbinden");
  await druk(agent, "Control+Enter");
  await agent.getByText(/Vastgelegd/).waitFor();
  await kijk(agent, "vastgelegd-melding");
  await agent.getByRole("link", { name: "Bekijk wat is vastgelegd" }).click();
  await kijk(agent, "vastgelegd");
  await agent.goto("/werkplek");
  await neemOp(agent);
  await agent.getByRole("button", { name: "Gooi dit contact weg" }).click();
  await agent.getByRole("button", { name: "Zet terug" }).waitFor();
  await kijk(agent, "weggegooid");
});

test("who is calling: the reason, the control question, the time line", async () => {
  const agent = await aanHetWerk(browser, loket, "f.amrani");
  const telefoon = await nummerVanWachtende(browser, loket);
  await neemOp(agent);
  await zoek(agent, telefoon);
  await kijk(agent, "persoon-reden");
  await agent.locator("#resultaten").getByRole("button", { name: "Vraag over eigen aanvraag" }).click();
  await agent.locator("#resultaten").getByRole("button").filter({ hasText: "persoon" }).first().waitFor();
  await kijk(agent, "persoon-gevonden");
  await kiesPersoon(agent);
  await kijk(agent, "controlevraag");
  await agent.getByRole("button", { name: /^Klopt(?! niet)/ }).click();
  await agent.getByRole("heading", { name: "Tijdlijn" }).waitFor();
  await kijk(agent, "tijdlijn");
});

test("tasks: none, many, one, with errors, closed, somebody else's", async () => {
  const agent = await aanHetWerk(browser, loket, "i.brouwer");
  await vraagTerugbellen(agent, { zoeken: "parkeervergunning", artikel: /Parkeervergunning voor bewoners/, beller: "Mevrouw Zandstra-van der Meulen", telefoon: "0999 55 44 33", vraag: "Is mijn kentekenbewijs goed? ".repeat(20) });
  await beantwoordVragenset(agent);
  await legVast(agent);
  const collega = await aanHetWerk(browser, loket, "j.aydin");
  await open(collega, [
    ["werkplek-collega", "/werkplek"],
    ["taken-mij", "/werkplek/taken"],
    ["taken-team", "/werkplek/taken?van=team"],
  ]);
  await collega.getByRole("row").filter({ hasText: "Zandstra" }).getByRole("link").click();
  const taak = collega.url();
  await kijk(collega, "taak");
  await totRust(collega);
  await collega.getByRole("button", { name: /^Beantwoord/ }).click();
  await collega.getByRole("alert").waitFor();
  await kijk(collega, "taak-afsluiten-fout");
  await collega.getByText("Overdragen aan een team of collega").click();
  await collega.getByRole("button", { name: "Draag over" }).click();
  await collega.getByRole("alert").waitFor();
  await kijk(collega, "taak-overdragen-fout");
  await open(agent, [["taak-alleen-lezen", taak], ["taken-doorgezet", "/werkplek/taken?van=doorgezet"]]);
  await collega.getByLabel("Notitie bij deze poging").fill("Geen gehoor.");
  await collega.getByRole("button", { name: "Niet bereikt", exact: true }).click();
  await collega.getByText("De klok loopt door.").waitFor();
  await collega.getByLabel("Wat is er gezegd?").fill("Alles is duidelijk.");
  await totRust(collega);
  await collega.getByRole("button", { name: /^Beantwoord/ }).click();
  await collega.getByText("Deze taak is afgesloten.").waitFor();
  await kijk(collega, "taak-gesloten");
});

test("reports, journal, editing, setting up", async () => {
  await open(await aanHetWerk(browser, loket, "w.lammers"), [
    ["rapport", "/rapportages/kcc?kwartaal=2026-K3"],
    ["rapport-lopend", "/rapportages/kcc"],
    ["rapport-leeg", "/rapportages/kcc?kwartaal=2019-K1"],
    ["rapport-fout", "/rapportages/kcc?kwartaal=ooit", 400],
    ["contacten-achter", "/rapportages/kcc/contacten?kwartaal=2026-K3"],
    ["contacten-achter-leeg", "/rapportages/kcc/contacten?kwartaal=2019-K1"],
  ]);
  const auditor = await aanHetWerk(browser, loket, "a.janssen");
  await open(auditor, [
    ["journaal", "/journaal"],
    ["journaal-leeg", `/journaal?over=${NERGENS}`],
    ["journaal-fout", "/journaal?over=onzin", 400],
  ]);
  await auditor.goto("/journaal");
  await auditor.getByRole("table").getByRole("link").first().click();
  await kijk(auditor, "journaal-detail");
  const redacteur = await aanHetWerk(browser, loket, "h.maas");
  await open(redacteur, [["redactie", "/redactie"]]);
  await redacteur.getByRole("table").first().getByRole("link").first().click();
  await kijk(redacteur, "redactie-artikel");
  await open(await aanHetWerk(browser, loket, "f.devries"), [["beheer", "/beheer"]]);
});
