// Scene 2: the phone rings and somebody else has to answer.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { controleer, startBrowser } from "../hulp/browser.mjs";
import { startLoket } from "../hulp/loket.mjs";
import { aanHetWerk, neemOp, openArtikel } from "../hulp/werk.mjs";

let loket;
let browser;
before(async () => {
  [loket, browser] = await Promise.all([startLoket(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await loket?.stop();
});

/** A terugbelverzoek for team Parkeren, by an agent. */
async function vraagTerugbellen(pagina, telefoon, vraag) {
  await neemOp(pagina);
  await openArtikel(pagina, "parkeervergunning", /Parkeervergunning voor bewoners/);
  await pagina.keyboard.press("Alt+r");
  await pagina.getByRole("heading", { level: 1, name: "Terugbelverzoek" }).waitFor();
  await pagina.locator("#beller_naam").fill("Mevrouw Zandstra");
  await pagina.locator("#beller_telefoon").fill(telefoon);
  await pagina.getByLabel(/De vraag, voor wie terugbelt/).fill(vraag);
}

/** Answers whatever the team wants asked. */
async function beantwoordVragenset(pagina) {
  const vragen = pagina.getByRole("region", { name: "Wat dit team wil weten" });
  for (const veld of await vragen.locator("input[type=text], input:not([type]), textarea").all()) await veld.fill("12-ABC-3");
  for (const veld of await vragen.locator("select").all()) await veld.selectOption({ index: 1 });
  for (const groep of await vragen.getByRole("group").all()) await groep.getByRole("radio").first().check();
}

test("a callback goes to the team, is tried, handed over, closed, and its outcome comes back", async () => {
  const agent = await aanHetWerk(browser, loket, "s.bakker");
  await vraagTerugbellen(agent, "0999 55 44 33", "Is mijn kentekenbewijs goed?");
  await agent.locator("#beller_telefoon").fill("");
  await agent.keyboard.press("Control+Enter");
  await agent.getByRole("alert").waitFor();
  await controleer(agent, "terugbellen-fout");
  assert.equal(await agent.locator("#beller_naam").inputValue(), "Mevrouw Zandstra");
  await agent.locator("#beller_telefoon").fill("0999 55 44 33");
  await beantwoordVragenset(agent);
  await agent.getByText("Waarom dit moment?").or(agent.getByText(/waarom/i)).first().click();
  await controleer(agent, "terugbellen");
  await agent.keyboard.press("Control+Enter");
  await agent.getByText(/Vastgelegd/).waitFor();

  const collega = await aanHetWerk(browser, loket, "j.aydin");
  await collega.goto("/werkplek/taken?van=team");
  await controleer(collega, "taken-team");
  await collega.getByRole("link", { name: /Parkeervergunning/ }).filter({ visible: true }).last().click();
  await collega.goto(collega.url());
  await collega.goto("/werkplek/taken?van=team");
  const rij = collega.getByRole("row").filter({ hasText: "Zandstra" });
  await rij.getByRole("link").first().click();
  await collega.getByText("Is mijn kentekenbewijs goed?").first().waitFor();
  await controleer(collega, "taak");
  const adres = collega.url();
  await collega.getByRole("button", { name: "Pak op" }).click();
  await collega.getByText("De taak staat nu bij u.").waitFor();
  await collega.getByLabel("Notitie bij deze poging").fill("Voicemail ingesproken.");
  await collega.getByRole("button", { name: "Niet bereikt" }).click();
  await collega.getByText("De klok loopt door.").waitFor();
  await collega.getByText("Voicemail ingesproken.", { exact: true }).waitFor();

  // She calls again: the open request is found, joined and raised.
  await vraagTerugbellen(agent, "+31 999 554433", "Wanneer belt u nou?");
  await agent.getByRole("button", { name: "Toon wie er is en de vragen" }).click();
  await agent.waitForTimeout(300);
  await agent.keyboard.press("Control+Enter");
  await agent.waitForURL(/geregistreerd|terugbellen/);
  if (agent.url().includes("terugbellen")) {
    await beantwoordVragenset(agent);
    await agent.keyboard.press("Control+Enter");
  }
  await agent.getByText(/Vastgelegd/).waitFor();
  await collega.goto(adres);
  await collega.getByText(/belde 1 keer opnieuw/).waitFor();

  await collega.getByText("Overdragen aan een team of collega").click();
  await collega.getByLabel("Aan wie?").selectOption({ label: "Heel Parkeren" });
  await collega.getByLabel("Waarom draagt u over?").fill("Ik ben morgen vrij.");
  await collega.getByRole("button", { name: "Draag over" }).click();
  await collega.getByText("Overgedragen.", { exact: true }).waitFor();
  await collega.goto(adres);

  await collega.getByLabel("Hoe is het afgelopen?").selectOption({ label: "Beantwoord" });
  await collega.getByLabel("Wat is er gezegd?").fill("Het kentekenbewijs is goed.");
  await collega.getByRole("button", { name: /Sluit af/ }).click();
  await collega.getByText(/Afgesloten/).first().waitFor();
  assert.equal(await collega.getByRole("button", { name: /Sluit af/ }).count(), 0, "closed is read-only");

  await agent.goto("/werkplek/taken?van=doorgezet");
  await agent.getByText("Het kentekenbewijs is goed.").waitFor();
  await controleer(agent, "taken-doorgezet");
});

test("two who take the same task: the second sees who was first", async () => {
  const agent = await aanHetWerk(browser, loket, "n.terpstra");
  await vraagTerugbellen(agent, "0999 11 22 33", "Mag ik in zone B parkeren?");
  await beantwoordVragenset(agent);
  await agent.keyboard.press("Control+Enter");
  await agent.getByText(/Vastgelegd/).waitFor();
  const een = await aanHetWerk(browser, loket, "j.aydin");
  await een.goto("/werkplek/taken?van=team");
  await een.getByRole("row").filter({ hasText: "Zandstra" }).getByRole("link").first().click();
  const ander = await een.context().newPage();
  await ander.goto(een.url());
  await een.getByLabel("Hoe is het afgelopen?").selectOption({ label: "Beantwoord" });
  await een.getByLabel("Wat is er gezegd?").fill("Ja, dat mag.");
  await een.getByRole("button", { name: /Sluit af/ }).click();
  await een.getByText(/Afgesloten/).first().waitFor();
  await ander.getByLabel("Hoe is het afgelopen?").selectOption({ label: "Beantwoord" });
  await ander.getByLabel("Wat is er gezegd?").fill("Nee, dat mag niet.");
  await ander.getByRole("button", { name: /Sluit af/ }).click();
  await ander.getByRole("alert").waitFor();
  await ander.getByText("Ja, dat mag.").first().waitFor();
  await ander.getByText("Nee, dat mag niet.").first().waitFor();
});

test("put through, and 'klant belt zelf terug', each in one chord", async () => {
  const agent = await aanHetWerk(browser, loket, "m.hendriks");
  await neemOp(agent);
  await openArtikel(agent, "rijbewijs", /Rijbewijs/);
  await agent.keyboard.press("Alt+z");
  await agent.getByText(/Vastgelegd: .*Klant belt zelf terug/).waitFor();
  await neemOp(agent);
  await openArtikel(agent, "bezwaar", /Bezwaar/);
  await agent.keyboard.press("Alt+o");
  await agent.getByRole("heading", { level: 1 }).waitFor();
  await controleer(agent, "doorverbinden");
  await agent.keyboard.press("Control+Enter");
  await agent.getByText(/Vastgelegd: .*Doorverbonden/i).waitFor();
});
