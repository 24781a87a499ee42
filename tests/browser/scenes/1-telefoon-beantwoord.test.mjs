// Scene 1: the phone rings and the answer is in the knowledge base.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { controleer, startBrowser } from "../hulp/browser.mjs";
import { startLoket } from "../hulp/loket.mjs";
import { aanHetWerk, bewaard, neemOp, openArtikel } from "../hulp/werk.mjs";

let loket;
let browser;
before(async () => {
  [loket, browser] = await Promise.all([startLoket(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await loket?.stop();
});

test("from ringing to registered without a mouse, in two actions from the found answer", async () => {
  const pagina = await aanHetWerk(browser, loket, "s.bakker");
  await neemOp(pagina);
  assert.equal(await pagina.evaluate(() => document.activeElement.name), "q");
  await pagina.keyboard.type("grofv");
  await pagina.locator("#resultaten").getByRole("link", { name: /Grofvuil laten ophalen/ }).waitFor();
  await controleer(pagina, "contact-gevonden");
  await pagina.keyboard.press("Enter");
  const artikel = pagina.getByRole("complementary", { name: "Artikel" });
  await artikel.getByText(/versie 1/).waitFor();
  await controleer(pagina, "contact-artikel");
  await pagina.keyboard.press("Control+Enter");
  await pagina.getByText(/Vastgelegd: Grofvuil laten ophalen, Direct beantwoord/).waitFor();
  await pagina.getByRole("link", { name: "Bekijk wat is vastgelegd" }).click();
  const vastgelegd = await pagina.getByRole("main").textContent();
  for (const deel of [/Telefoon/, /Grofvuil laten ophalen/, /versie 1/, /Direct beantwoord/, /Sanne Bakker/, /KCC Telefonie/]) {
    assert.match(vastgelegd, deel);
  }
  await controleer(pagina, "contact-geregistreerd");
});

test("a half-typed contact survives a closed browser and a killed server, however long the text", async () => {
  const pagina = await aanHetWerk(browser, loket, "n.terpstra");
  const adres = await neemOp(pagina);
  const lang = "De beller vertelt en vertelt. ".repeat(3500);
  await pagina.getByLabel("Notitie").fill(lang);
  await bewaard(pagina);
  await pagina.context().close();
  await loket.dood();
  await loket.opnieuw();
  const later = await aanHetWerk(browser, loket, "n.terpstra");
  await later.goto(adres);
  assert.equal((await later.getByLabel("Notitie").inputValue()).length, lang.length);
});

test("several contacts at once, each with its own state", async () => {
  const pagina = await aanHetWerk(browser, loket, "m.hendriks");
  const eerste = await neemOp(pagina);
  await pagina.getByLabel("Notitie").fill("Eerste beller");
  await bewaard(pagina);
  const tweede = await neemOp(pagina);
  assert.notEqual(eerste, tweede);
  await pagina.getByLabel("Notitie").fill("Tweede beller");
  await bewaard(pagina);
  await pagina.keyboard.press("Alt+1");
  await pagina.waitForURL(`**${eerste}`);
  assert.equal(await pagina.getByLabel("Notitie").inputValue(), "Eerste beller");
  await pagina.keyboard.press("Alt+2");
  await pagina.waitForURL(`**${tweede}`);
  assert.equal(await pagina.getByLabel("Notitie").inputValue(), "Tweede beller");
});

test("a contact is registered without scripts too", async () => {
  const pagina = await aanHetWerk(browser, loket, "t.vanbeek", { javaScriptEnabled: false });
  await pagina.getByRole("button", { name: /Start contact/ }).click();
  await pagina.getByLabel("Notitie").fill("Vraagt of het stadhuis open is.");
  await pagina.getByRole("button", { name: /^Direct beantwoord/ }).click();
  await pagina.getByText(/Vastgelegd/).waitFor();
});

test("the article that was found stays beside the contact when the page is opened again", async () => {
  const pagina = await aanHetWerk(browser, loket, "m.jonker");
  await neemOp(pagina);
  await openArtikel(pagina, "paspoort", /Paspoort aanvragen/);
  await bewaard(pagina);
  await pagina.reload();
  await pagina.getByRole("complementary", { name: "Artikel" }).getByRole("heading", { name: /Paspoort aanvragen/ }).waitFor();
});
