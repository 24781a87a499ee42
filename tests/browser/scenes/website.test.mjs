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
