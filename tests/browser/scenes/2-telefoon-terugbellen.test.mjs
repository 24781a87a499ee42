// Scene 2: the phone rings and somebody else has to answer.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { controleer, startBrowser } from "../hulp/browser.mjs";
import { startLoket } from "../hulp/loket.mjs";
import { aanHetWerk, beantwoordVragenset, druk, legVast, neemOp, openArtikel, vastgelegd, vraagTerugbellen } from "../hulp/werk.mjs";

let loket;
let browser;
before(async () => {
  [loket, browser] = await Promise.all([startLoket(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await loket?.stop();
});

const VERGUNNING = { zoeken: "parkeervergunning", artikel: /Parkeervergunning voor bewoners/ };
const TEAMTAKEN = "/werkplek/taken?van=team";

/** The rows of the list of tasks that is on the page. */
const rij = (pagina, wie) => pagina.getByRole("row").filter({ hasText: wie });

/** Makes a callback for team Parkeren; `beloofd` is another moment agreed. */
async function terugbelverzoek(pagina, { beloofd, ...wat }) {
  await vraagTerugbellen(pagina, { ...VERGUNNING, ...wat });
  await beantwoordVragenset(pagina);
  if (beloofd) await pagina.getByLabel("Ander moment afgesproken").fill(beloofd);
  return legVast(pagina);
}

test("a callback: the team's questions, who is there, the promise and why; refused beside the field, and nothing typed is lost", async () => {
  const agent = await aanHetWerk(browser, loket, "s.bakker");
  await vraagTerugbellen(agent, { ...VERGUNNING, beller: "Mevrouw Zandstra", telefoon: "", vraag: "Is mijn kentekenbewijs goed?" });
  assert.equal(await agent.getByLabel("Team", { exact: true }).locator("option:checked").innerText(), "Parkeren", "the team follows from the subject");
  const collegas = await agent.getByLabel("Collega").getByRole("option").allInnerTexts();
  assert.ok(collegas.includes("Jale Aydin (aanwezig)") && collegas.includes("Stefan Groot (cursus t/m morgen)"), collegas.join(", "));
  await agent.getByText(/Wij bellen u terug vóór .*16:30/).waitFor();
  await agent.getByText("Waarom dit moment?").click();
  await agent.getByText(/binnen 1 werkdag van Parkeren/).waitFor();
  await druk(agent, "Control+Enter");
  const fouten = agent.getByRole("alert");
  await fouten.waitFor();
  await controleer(agent, "terugbellen-fout");
  assert.equal(await agent.getByLabel("Naam", { exact: true }).inputValue(), "Mevrouw Zandstra");
  assert.equal(await agent.getByLabel("De vraag, voor wie terugbelt").inputValue(), "Is mijn kentekenbewijs goed?");
  await fouten.getByRole("link").first().click();
  assert.match(await agent.evaluate(() => document.activeElement.tagName), /INPUT|TEXTAREA|SELECT/, "the summary leads to the field");
  await agent.getByLabel("Telefoonnummer").fill("0999 55 44 33");
  await beantwoordVragenset(agent);
  await controleer(agent, "terugbellen");
  const melding = await legVast(agent);
  assert.match(melding, /Parkeervergunning voor bewoners, Terugbelverzoek gemaakt .*Wij bellen u terug vóór .*16:30/);
  const feiten = await vastgelegd(agent);
  assert.match(feiten.Naar, /Parkeren/);
  assert.match(feiten.Beloofd, /16:30/);
});

test("the colleague tries, hands over with a reason; calling again joins and raises it; closed with what was said, which the agent reads", async () => {
  const agent = await aanHetWerk(browser, loket, "d.wolters");
  await terugbelverzoek(agent, { beller: "Meneer Oosterling", telefoon: "0999 11 55 77", vraag: "Mag mijn camper op straat?" });
  const jale = await aanHetWerk(browser, loket, "j.aydin");
  await jale.goto(TEAMTAKEN);
  await controleer(jale, "taken-team");
  await rij(jale, "Oosterling").getByRole("link").click();
  const taak = jale.url();
  for (const deel of ["Mag mijn camper op straat?", "12-ABC-3"]) await jale.getByText(deel).first().waitFor();
  await jale.getByRole("link", { name: "Bel 0999 11 55 77" }).waitFor();
  await controleer(jale, "taak");
  const beloofd = await jale.getByText(/^Bellen .*vóór/).innerText();
  await jale.getByRole("button", { name: "Pak op" }).click();
  await jale.getByText("De taak staat nu bij u.").waitFor();
  await jale.getByLabel("Notitie bij deze poging").fill("Voicemail ingesproken.");
  await jale.getByRole("button", { name: "Niet bereikt", exact: true }).click();
  await jale.getByText("De klok loopt door.").waitFor();
  assert.equal((await jale.getByText(/^Bellen .*vóór/).innerText()).split(":")[0], beloofd.split(":")[0], "the promise stays");

  // The same caller again, with the number written differently.
  await neemOp(agent);
  await agent.getByLabel("Telefoonnummer").fill("+31 999 115577");
  await openArtikel(agent, VERGUNNING.zoeken, VERGUNNING.artikel);
  await druk(agent, "Alt+r");
  await agent.getByLabel("Naam", { exact: true }).fill("Oosterling");
  await agent.getByLabel("De vraag, voor wie terugbelt").fill("Wanneer belt u nou?");
  const aansluiten = agent.getByRole("radio", { name: /Sluit aan bij het verzoek van .* aan Parkeren .*1 poging/ });
  await aansluiten.waitFor();
  await controleer(agent, "terugbellen-aansluiten");
  assert.ok(await aansluiten.isChecked());
  assert.equal(await agent.getByText("Mag mijn camper op straat?").count(), 0, "the same number is not yet the same person");
  await legVast(agent);

  await jale.goto(TEAMTAKEN);
  assert.equal(await rij(jale, "Oosterling").count(), 1, "joined, not doubled");
  await rij(jale, "Oosterling").getByText("belde 1 keer opnieuw").waitFor();
  await jale.goto(taak);
  await jale.getByText("Wanneer belt u nou?").first().waitFor();
  await jale.getByText("Overdragen aan een team of collega").click();
  const wie = jale.getByLabel("Aan wie?");
  await wie.getByRole("option", { name: /Stefan Groot \(afwezig/ }).waitFor({ state: "attached" });
  await wie.selectOption({ label: "Maud Pieters" });
  await jale.getByLabel("Waarom draagt u over?").fill("Ik ben morgen vrij.");
  await jale.getByRole("button", { name: "Draag over" }).click();
  await jale.getByText("Overgedragen.", { exact: true }).waitFor();

  const maud = await aanHetWerk(browser, loket, "m.pieters");
  await maud.goto("/werkplek/taken");
  await rij(maud, "Oosterling").getByRole("link").click();
  for (const stap of ["Voicemail ingesproken.", "Ik ben morgen vrij.", "Wanneer belt u nou?"]) await maud.getByText(stap).first().waitFor();
  await maud.getByLabel("Wat is er gezegd?").fill("Drie dagen mag, langer niet.");
  await druk(maud, "Control+Enter");
  await maud.getByText("Afgesloten. Wie de vraag doorzette, ziet wat er is gezegd.").waitFor();
  assert.equal(await maud.getByRole("button", { name: /^Beantwoord/ }).count(), 0, "closed is read-only");
  await controleer(maud, "taak-gesloten");

  await agent.goto("/werkplek/taken?van=doorgezet");
  await rij(agent, "Oosterling").getByText("Drie dagen mag, langer niet.").waitFor();
  await controleer(agent, "taken-doorgezet");
});

test("the list has least time left first", async () => {
  const agent = await aanHetWerk(browser, loket, "f.amrani");
  await terugbelverzoek(agent, { beller: "Later", telefoon: "0999 31 00 03", vraag: "Kan wachten.", beloofd: "2026-11-26T15:00" });
  await terugbelverzoek(agent, { beller: "Vandaag", telefoon: "0999 31 00 01", vraag: "Heeft haast.", beloofd: "2026-11-23T11:00" });
  await terugbelverzoek(agent, { beller: "Morgen", telefoon: "0999 31 00 02", vraag: "Mag morgen." });
  const collega = await aanHetWerk(browser, loket, "j.aydin");
  await collega.goto(TEAMTAKEN);
  const rijen = (await collega.getByRole("row").allInnerTexts()).join("\n");
  const plaats = ["Vandaag", "Morgen", "Later"].map((wie) => rijen.search(new RegExp(`\\t${wie}\\b|\\n${wie}\\b`)));
  assert.deepEqual([...plaats].sort((a, b) => a - b), plaats, rijen);
  assert.ok(plaats.every((een) => een >= 0), rijen);
  await rij(collega, "Heeft haast.").or(rij(collega, "0999 31 00 01")).or(rij(collega, "Vandaag")).first().getByText("bijna").waitFor();
});

test("two who take the same task: the second sees who was first, and keeps what was typed", async () => {
  const agent = await aanHetWerk(browser, loket, "n.terpstra");
  await terugbelverzoek(agent, { beller: "Mevrouw Tweeling", telefoon: "0999 11 22 33", vraag: "Mag ik in zone B parkeren?" });
  const een = await aanHetWerk(browser, loket, "j.aydin");
  const ander = await aanHetWerk(browser, loket, "m.pieters");
  await een.goto(TEAMTAKEN);
  await rij(een, "Tweeling").getByRole("link").click();
  await ander.goto(een.url());
  await een.getByRole("button", { name: "Pak op" }).click();
  await een.getByText("De taak staat nu bij u.").waitFor();
  await ander.getByRole("button", { name: "Pak op" }).click();
  await ander.getByRole("alert").getByText(/Jale Aydin/).waitFor();
  await controleer(ander, "taak-iemand-voor");
  await een.getByLabel("Wat is er gezegd?").fill("Ja, dat mag.");
  await druk(een, "Control+Enter");
  await een.getByText(/Afgesloten/).first().waitFor();
  await ander.getByLabel("Wat is er gezegd?").fill("Nee, dat mag niet.");
  await druk(ander, "Control+Enter");
  await ander.getByRole("alert").getByText("Nee, dat mag niet.").waitFor();
  await ander.getByText("Ja, dat mag.").first().waitFor();
});

test("put through, and 'klant belt zelf terug', by chord", async () => {
  const agent = await aanHetWerk(browser, loket, "k.ramdin");
  await neemOp(agent);
  await openArtikel(agent, "rijbewijs", /Rijbewijs/);
  assert.match(await legVast(agent, "Alt+z"), /Rijbewijs.*, Klant belt zelf terug/);
  await neemOp(agent);
  await openArtikel(agent, "bezwaar", /Bezwaar/);
  await druk(agent, "Alt+o");
  await agent.getByRole("heading", { level: 1, name: "Doorverbinden" }).waitFor();
  await controleer(agent, "doorverbinden");
  assert.match(await legVast(agent), /Bezwaar.*, Doorverbonden met een collega/);
  const feiten = await vastgelegd(agent);
  assert.match(feiten.Naar, /Juridische Zaken/);
});
