// What every scene does with the workplace, the way an agent does it: by chord, and by role and name.
import { logIn, nieuwePagina } from "./browser.mjs";

/** Somebody at work, in a browser of their own. */
export async function aanHetWerk(browser, loket, wie, opties = {}) {
  const pagina = await nieuwePagina(browser, { url: loket.url, ...opties });
  await logIn(pagina, wie);
  return pagina;
}

/** The phone rings: one chord, and the search field has the focus. */
export async function neemOp(pagina) {
  const eerst = pagina.url();
  await pagina.keyboard.press("F8");
  await pagina.waitForURL((adres) => /\/werkplek\/contacten\/[0-9a-f-]{36}$/.test(adres.pathname) && adres.href !== eerst);
  return new URL(pagina.url()).pathname;
}

/** Types in the search field and waits for what is found. */
export async function zoek(pagina, tekst) {
  await pagina.keyboard.press("F2");
  const veld = pagina.getByRole("searchbox");
  await veld.fill("");
  await veld.pressSequentially(tekst);
  await pagina.locator("#resultaten [data-melding]").waitFor();
}

/** Finds an article and opens it beside the contact, by Enter. */
export async function openArtikel(pagina, tekst, naam) {
  await zoek(pagina, tekst);
  await pagina.locator("#resultaten").getByRole("link", { name: naam }).first().waitFor();
  await pagina.keyboard.press("Enter");
  await pagina.getByRole("complementary", { name: "Artikel" }).getByRole("heading", { name: naam }).waitFor();
}

/** Waits until the page says that everything typed is saved. */
export async function bewaard(pagina) {
  await pagina.locator("[data-bewaard][data-stand='bewaard']").waitFor();
}
