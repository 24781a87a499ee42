// The public website: the same articles, without scripts and on a phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { controleer, nieuwePagina, startBrowser } from "../hulp/browser.mjs";
import { startLoket } from "../hulp/loket.mjs";

let loket;
let browser;
before(async () => {
  [loket, browser] = await Promise.all([startLoket(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await loket?.stop();
});

test("someone finds a product by search, on a phone, without scripts", async () => {
  const pagina = await nieuwePagina(browser, { url: loket.url, breedte: 360, javaScriptEnabled: false });
  await pagina.goto("/");
  await pagina.getByRole("searchbox").first().fill("waar laat ik mijn oude bank");
  await pagina.getByRole("button", { name: "Zoek" }).first().click();
  await pagina.getByRole("link", { name: /grofvuil/i }).first().click();
  assert.match(await pagina.getByRole("heading", { level: 1 }).textContent(), /grofvuil/i);
  assert.equal(await pagina.getByText("Intern", { exact: true }).count(), 0);
});

test("every kind of public page is clean at three widths, in Dutch and in English", async () => {
  const pagina = await nieuwePagina(browser, { url: loket.url });
  const paden = {
    home: "/",
    zoeken: "/zoeken?q=paspoort",
    "zoeken-leeg": "/zoeken?q=xqzw",
    bladeren: "/producten",
    artikel: "/producten/parkeervergunning",
    servicenormen: "/servicenormen",
    "niet-gevonden": "/producten/bestaat-niet",
    inloggen: "/inloggen",
  };
  for (const [naam, pad] of Object.entries(paden)) {
    await pagina.goto(pad);
    assert.equal(await pagina.getAttribute("html", "lang"), "nl");
    await controleer(pagina, `website-${naam}`);
  }
  await pagina.goto("/producten/parkeervergunning");
  await pagina.getByRole("link", { name: "English", exact: true }).click();
  assert.equal(await pagina.getAttribute("html", "lang"), "en");
  await controleer(pagina, "website-artikel-engels");
});

test("everybody sees what is promised, how often that was kept, and how it is measured", async () => {
  const pagina = await nieuwePagina(browser, { url: loket.url, javaScriptEnabled: false });
  await pagina.goto("/producten/paspoort");
  const product = pagina.getByRole("region", { name: "Dit beloven wij u" });
  assert.match(await product.innerText(), /binnen 4 werkdagen klaar\..*kwartaal \d{4}: \d+,\d% gehaald \(\d+ van de \d+ keer\)\./s);
  await product.getByRole("link", { name: "Alles wat wij beloven" }).click();
  const norm = pagina.getByRole("region", { name: "Uw aanvraag ligt binnen 2 werkdagen bij iemand die hem behandelt." });
  const [, deel, geheel] = (await norm.innerText()).match(/([\d.]+) van de ([\d.]+) keer/).map((getal) => Number(getal.replaceAll(".", "")));
  await norm.getByText("Zo meten wij dat").click();
  await norm.getByText("De klok start als uw aanvraag is ingeboekt.").waitFor();
  // The open data say the same.
  const gegevens = await (await pagina.request.get("/servicenormen.json")).json();
  const bij = gegevens.find((gegeven) => gegeven.code === "bij-behandelaar");
  assert.deepEqual([bij.kwartaal.gehaald, bij.kwartaal.aantal], [deel, geheel]);
  const rijen = (await (await pagina.request.get("/servicenormen.csv")).text()).trim().split("\r\n");
  assert.deepEqual([rijen.length - 1, gegevens.length], [17, 17]);
  await pagina.goto("/servicenormen");
  await pagina.getByRole("link", { name: "English", exact: true }).click();
  await pagina.getByRole("heading", { level: 1, name: "What we promise" }).waitFor();
  // The check of accessibility needs scripts.
  const engels = await nieuwePagina(browser, { url: loket.url });
  await engels.goto("/servicenormen");
  await engels.getByRole("link", { name: "English", exact: true }).click();
  await engels.getByText("How we measure this").first().click();
  await controleer(engels, "website-servicenormen-engels");
});
