// Scene 4: the quarterly report, and the contacts behind every figure.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { controleer, startBrowser } from "../hulp/browser.mjs";
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

const RAPPORT = "/rapportages/kcc?kwartaal=2026-K3";

test("a figure opens to the contacts behind it, and the list sums to the figure", async () => {
  const manager = await aanHetWerk(browser, loket, "w.lammers");
  await manager.goto(RAPPORT);
  await controleer(manager, "kwartaalrapport");
  const cel = manager.getByRole("row", { name: /Balie/ }).getByRole("link").first();
  const getal = Number((await cel.textContent()).replaceAll(".", ""));
  assert.ok(getal > 0);
  await cel.click();
  await controleer(manager, "contacten-achter");
  let geteld = 0;
  for (;;) {
    geteld += await manager.getByRole("main").locator("tbody tr").count();
    const verder = manager.getByRole("navigation", { name: /Bladeren/ }).getByRole("link", { name: "Volgende" });
    if ((await verder.count()) === 0) break;
    await verder.first().click();
  }
  assert.equal(geteld, getal);
});

test("the CSV holds the same figures, and no cell that a spreadsheet would run", async () => {
  const manager = await aanHetWerk(browser, loket, "w.lammers");
  await manager.goto(RAPPORT);
  const balie = await manager.getByRole("row", { name: /Balie/ }).getByRole("link").first().textContent();
  const download = manager.waitForEvent("download");
  await manager.getByRole("link", { name: "Download als CSV" }).click();
  const tekst = readFileSync(await (await download).path(), "utf8");
  assert.ok(tekst.startsWith("\uFEFF"));
  const regel = tekst.split(/\r?\n/).find((zin) => zin.includes("Balie"));
  assert.ok(regel.split(";").includes(balie.replaceAll(".", "")), regel);
  for (const cel of tekst.slice(1).split(/[;\r\n]/)) assert.doesNotMatch(cel, /^"?[=+@\t]/);
});

test("another quarter is one choice away; one without figures says so; nonsense is refused", async () => {
  const manager = await aanHetWerk(browser, loket, "w.lammers");
  await manager.goto(RAPPORT);
  await manager.getByLabel("Kwartaal", { exact: true }).selectOption({ index: 1 });
  await manager.getByRole("button", { name: "Toon" }).click();
  await manager.getByRole("heading", { level: 1, name: /KCC-kwartaalrapportage/ }).waitFor();
  await manager.goto("/rapportages/kcc?kwartaal=2019-K1");
  await controleer(manager, "kwartaalrapport-leeg");
  assert.equal((await manager.goto("/rapportages/kcc?kwartaal=eerste")).status(), 400);
  await controleer(manager, "kwartaalrapport-fout");
});

test("an agent may not see the report; an editor, a functional manager and an auditor have pages of their own", async () => {
  const agent = await aanHetWerk(browser, loket, "s.bakker");
  assert.equal((await agent.goto(RAPPORT)).status(), 403);
  for (const [wie, pad] of [["h.maas", "/redactie"], ["f.devries", "/beheer"], ["a.janssen", "/journaal"], ["s.bakker", "/werkplek/voorkeuren"]]) {
    const pagina = await aanHetWerk(browser, loket, wie);
    assert.equal((await pagina.goto(pad)).status(), 200);
    await controleer(pagina, `pagina${pad.replaceAll("/", "-")}`);
  }
});

test("in English by a switch, and a chord that is switched off stays off", async () => {
  const agent = await aanHetWerk(browser, loket, "n.terpstra");
  await agent.goto("/taal/en?terug=%2Fwerkplek");
  assert.equal(await agent.getAttribute("html", "lang"), "en");
  await controleer(agent, "werkplek-engels");
  await agent.goto("/taal/nl?terug=%2Fwerkplek%2Fvoorkeuren");
  await agent.getByLabel("Nieuw contact").fill("");
  await agent.getByRole("button", { name: "Bewaar voorkeuren" }).click();
  await agent.goto("/werkplek");
  await agent.keyboard.press("F8");
  await agent.waitForTimeout(300);
  assert.equal(new URL(agent.url()).pathname, "/werkplek");
});
