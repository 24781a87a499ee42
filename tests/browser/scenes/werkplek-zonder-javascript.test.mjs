// The workplace without scripts: slower, and everything still gets done.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser } from "../hulp/browser.mjs";
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

const zonder = (wie) => aanHetWerk(browser, loket, wie, { javaScriptEnabled: false });

test("a contact: started, searched, answered with an article, noted, registered", async () => {
  const agent = await zonder("s.bakker");
  await agent.getByLabel("Kanaal").selectOption({ label: "Balie" });
  await agent.getByRole("button", { name: /^Start contact/ }).click();
  await agent.getByLabel("Notitie").fill("Heeft haast.");
  await agent.getByRole("button", { name: "Bewaar", exact: true }).click();
  await agent.getByRole("searchbox").fill("grofvuil");
  await agent.getByRole("searchbox").press("Enter");
  await agent.getByRole("main").getByRole("link", { name: /Grofvuil laten ophalen/ }).click();
  await agent.getByRole("complementary", { name: "Artikel" }).getByRole("heading", { name: "Grofvuil laten ophalen" }).waitFor();
  assert.equal(await agent.getByLabel("Notitie").inputValue(), "Heeft haast.", "the note stays while an article is looked up");
  await agent.getByRole("button", { name: /^Direct beantwoord/ }).click();
  await agent.getByText("Vastgelegd: Grofvuil laten ophalen, Direct beantwoord").waitFor();
  await agent.getByRole("link", { name: "Bekijk wat is vastgelegd" }).click();
  const vastgelegd = await agent.getByRole("main").innerText();
  for (const deel of ["Balie", "Grofvuil laten ophalen", "versie 1", "Heeft haast."]) assert.ok(vastgelegd.includes(deel), `${deel} in ${vastgelegd}`);
});

test("a callback: the team's questions by a button, then done by the colleague", async () => {
  const agent = await zonder("d.wolters");
  await agent.getByRole("button", { name: /^Start contact/ }).click();
  await agent.getByRole("button", { name: /^Terugbellen/ }).click();
  await agent.getByLabel("Naam", { exact: true }).fill("Meneer Ouwehand");
  await agent.getByLabel("Telefoonnummer").fill("0999 123 456");
  await agent.getByLabel("De vraag, voor wie terugbelt").fill("Wie heeft mijn container leeggemaakt?");
  await agent.getByLabel("Team", { exact: true }).selectOption({ label: "Afval en Grondstoffen" });
  await agent.getByRole("button", { name: "Toon wie er is en de vragen" }).click();
  assert.equal(await agent.getByLabel("Naam", { exact: true }).inputValue(), "Meneer Ouwehand");
  await agent.getByRole("button", { name: /^Leg het terugbelverzoek vast/ }).click();
  const fouten = agent.getByRole("alert");
  if (await fouten.count()) {
    for (const veld of await agent.getByRole("region", { name: "Wat dit team wil weten" }).getByRole("textbox").all()) await veld.fill("Dorpsstraat 3");
    for (const veld of await agent.getByRole("region", { name: "Wat dit team wil weten" }).getByRole("combobox").all()) await veld.selectOption({ index: 1 });
    for (const groep of await agent.getByRole("region", { name: "Wat dit team wil weten" }).getByRole("group").all()) await groep.getByRole("radio").first().check();
    await agent.getByRole("button", { name: /^Leg het terugbelverzoek vast/ }).click();
  }
  await agent.getByText(/Vastgelegd: .*Wij bellen u terug vóór/).waitFor();

  const collega = await zonder("r.leito");
  await collega.goto("/werkplek/taken?van=team");
  await collega.getByRole("row", { name: /Ouwehand/ }).getByRole("link").click();
  await collega.getByLabel("Wat is er gezegd?").fill("Dat waren wij, volgens het rooster.");
  await collega.getByRole("button", { name: /^Beantwoord/ }).click();
  await collega.getByText("Afgesloten. Wie de vraag doorzette, ziet wat er is gezegd.").waitFor();
});

test("thrown away and put back", async () => {
  const agent = await zonder("f.amrani");
  await agent.getByRole("button", { name: /^Start contact/ }).click();
  await agent.getByLabel("Notitie").fill("Toch maar niet.");
  await agent.getByRole("button", { name: "Gooi dit contact weg" }).click();
  await agent.getByRole("button", { name: "Zet terug" }).click();
  assert.equal(await agent.getByLabel("Notitie").inputValue(), "Toch maar niet.");
});
