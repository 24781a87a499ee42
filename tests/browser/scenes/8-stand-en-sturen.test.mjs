// Scene 6: the state of a case by phone, in two keys; and the manager who sees which promises are at risk.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { controleer, nieuwePagina, startBrowser } from "../hulp/browser.mjs";
import { vraagParkeervergunning } from "../hulp/inwoner.mjs";
import { startLoket } from "../hulp/loket.mjs";
import { aanHetWerk, druk, legVast, neemOp, openArtikel, zoek } from "../hulp/werk.mjs";

let loket;
let browser;
before(async () => {
  [loket, browser] = await Promise.all([startLoket(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await loket?.stop();
});

test("the state of a case is told after the control question, and registered in two keys", async () => {
  const nummer = await vraagParkeervergunning(await nieuwePagina(browser, { url: loket.url }), "999900006");
  const agent = await aanHetWerk(browser, loket, "s.bakker");
  await neemOp(agent);
  await openArtikel(agent, "parkeerverg", /Parkeervergunning voor bewoners/);
  await zoek(agent, "06 9999 72 13");
  await agent.keyboard.press("Enter");
  await agent.getByRole("heading", { name: "Controleer wie u spreekt" }).waitFor();
  assert.equal(await agent.getByText(nummer).count(), 0, "nothing of a case before the control question");
  await druk(agent, "Alt+K");
  const zaken = agent.getByRole("region", { name: "Zaken" });
  await zaken.getByText(nummer).first().waitFor();
  await zaken.getByText(/Wij verwachten klaar te zijn op/).first().waitFor();
  await druk(agent, "Alt+C");
  await agent.getByText("Dit gesprek gaat hierover").waitFor();
  await controleer(agent, "contact-zaak");
  assert.match(await legVast(agent), /Parkeervergunning/);
});

test("a manager sees what needs a hand today, the promises of the norms, and the cases behind a figure", async () => {
  const manager = await aanHetWerk(browser, loket, "w.lammers");
  await manager.goto("/rapportages/kcc");
  await manager.getByRole("link", { name: "Beloften" }).first().click();
  await manager.getByRole("heading", { level: 1, name: "Beloften" }).waitFor();
  assert.equal(await manager.getByRole("heading", { level: 3 }).count(), 17);
  await controleer(manager, "beloften", { donker: true });
  const belofte = manager.getByRole("region", { name: "Uw aanvraag ligt binnen 2 werkdagen bij iemand die hem behandelt." });
  await belofte.getByRole("link", { name: /gehaald$/ }).click();
  await manager.getByRole("row").nth(1).waitFor();
  await controleer(manager, "beloften-lijst");
  await manager.getByRole("link", { name: /^ZAAK-/ }).first().click();
  await manager.getByRole("heading", { name: "Beloften en data" }).waitFor();
});
