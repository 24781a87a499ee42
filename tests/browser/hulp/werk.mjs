// What every scene does with the workplace, the way an agent does it: by chord, and by role and name.
import { logIn, nieuwePagina } from "./browser.mjs";

/** Somebody at work, in a browser of their own. */
export async function aanHetWerk(browser, loket, wie, opties = {}) {
  const pagina = await nieuwePagina(browser, { url: loket.url, ...opties });
  await logIn(pagina, wie);
  return pagina;
}

/** Chords that end something wait until the page has been there for a second, as whoever looks at it does. */
const EINDIGT = ["Control+Enter", "Alt+z", "Alt+i", "F8"];

/** The page has been there for a second. */
export async function totRust(pagina) {
  await pagina.locator("html[data-rust]").waitFor({ state: "attached" });
}

/** A chord, once the page with its scripts is there. */
export async function druk(pagina, toets) {
  await pagina.waitForLoadState();
  if (EINDIGT.includes(toets)) await totRust(pagina);
  await pagina.keyboard.press(toets);
}

/** The phone rings: one chord, and the search field has the focus. */
export async function neemOp(pagina) {
  const eerst = pagina.url();
  await druk(pagina, "F8");
  await pagina.waitForURL((adres) => /\/werkplek\/contacten\/[0-9a-f-]{36}$/.test(adres.pathname) && adres.href !== eerst);
  return new URL(pagina.url()).pathname;
}

/** Types in the search field and waits for what is found. */
export async function zoek(pagina, tekst) {
  await druk(pagina, "F2");
  const veld = pagina.getByRole("searchbox");
  await veld.fill("");
  const answer = pagina.waitForResponse((een) => een.url().endsWith("/zoek") && een.request().postData()?.includes(`q=${new URLSearchParams([["", tekst]]).toString().slice(1)}`));
  await veld.pressSequentially(tekst);
  await answer;
  await pagina.locator("#resultaten [data-melding]").waitFor();
}

/** Finds an article and opens it beside the contact, by Enter. */
export async function openArtikel(pagina, tekst, naam) {
  await zoek(pagina, tekst);
  await pagina.locator("#resultaten").getByRole("link", { name: naam }).first().waitFor();
  await pagina.keyboard.press("Enter");
  await artikel(pagina).getByRole("heading", { name: naam }).waitFor();
}

/** The article beside the contact. */
export function artikel(pagina) {
  return pagina.getByRole("complementary", { name: "Artikel" });
}

/** Waits until the page says that everything typed is saved. */
export async function bewaard(pagina) {
  await pagina.locator("[data-bewaard][data-stand='bewaard']").waitFor();
}

/** Finishes the contact, or the form it is passed on with, by its chord; what the page says of it. */
export async function legVast(pagina, toets = "Control+Enter") {
  await druk(pagina, toets);
  const melding = pagina.getByRole("status").filter({ hasText: "Vastgelegd:" });
  await melding.waitFor();
  return melding.innerText();
}

/** What was registered: of the message that is on the page now. */
export async function vastgelegd(pagina) {
  await pagina.getByRole("link", { name: "Bekijk wat is vastgelegd" }).click();
  await pagina.getByRole("heading", { level: 1, name: "Vastgelegd contact" }).waitFor();
  const namen = await pagina.getByRole("main").getByRole("term").allInnerTexts();
  const waarden = await pagina.getByRole("main").getByRole("definition").allInnerTexts();
  return Object.fromEntries(namen.map((naam, index) => [naam, waarden[index]]));
}

/** A contact about an article, on the way to being called back: caller and question filled in, not yet registered. */
export async function vraagTerugbellen(pagina, { zoeken, artikel: naam, beller, telefoon, vraag }) {
  await neemOp(pagina);
  await openArtikel(pagina, zoeken, naam);
  await druk(pagina, "Alt+r");
  await pagina.getByRole("heading", { level: 1, name: "Terugbelverzoek" }).waitFor();
  await pagina.getByLabel("Naam", { exact: true }).fill(beller);
  await pagina.getByLabel("Telefoonnummer").fill(telefoon);
  await pagina.getByLabel("De vraag, voor wie terugbelt").fill(vraag);
}

/** Answers whatever the team wants asked. */
export async function beantwoordVragenset(pagina) {
  const vragen = pagina.getByRole("region", { name: "Wat dit team wil weten" });
  for (const veld of await vragen.getByRole("textbox").all()) await veld.fill("12-ABC-3");
  for (const veld of await vragen.getByRole("combobox").all()) await veld.selectOption({ index: 1 });
  for (const groep of await vragen.getByRole("group").all()) await groep.getByRole("radio").first().check();
}

/** Somebody of the demo, also named in the manual: people stay the same, whatever chance makes of their year. */
export const BEKENDE = "06 9999 72 13";

/** The phone number of somebody whom the municipality knows, and who waits for a call: whoever waits in so small a demo is up to chance, so they ask for it now. */
export async function nummerVanWachtende(browser, loket) {
  const agent = await aanHetWerk(browser, loket, "m.jonker");
  await neemOp(agent);
  await openArtikel(agent, "rijbewijs", /Rijbewijs/);
  await zoek(agent, BEKENDE);
  await kiesPersoon(agent);
  await druk(agent, "Alt+k");
  await agent.getByRole("heading", { name: "Tijdlijn" }).waitFor();
  await druk(agent, "Alt+r");
  await agent.getByRole("heading", { level: 1, name: "Terugbelverzoek" }).waitFor();
  await agent.getByLabel("De vraag, voor wie terugbelt").fill("Wanneer is mijn rijbewijs klaar?");
  await beantwoordVragenset(agent);
  await legVast(agent);
  return BEKENDE;
}

/** Chooses the first person among the results; their control question comes next. */
export async function kiesPersoon(pagina) {
  await pagina.locator("#resultaten").getByRole("button").filter({ hasText: "persoon" }).first().click();
  await pagina.getByRole("heading", { name: "Controleer wie u spreekt" }).waitFor();
}
