// What goes wrong is said, in Dutch, with what to do; and what was typed is still there.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { controleer, logIn, nieuwePagina, startBrowser } from "../hulp/browser.mjs";
import { startLoket } from "../hulp/loket.mjs";
import { aanHetWerk, bewaard, druk, neemOp } from "../hulp/werk.mjs";

let loket;
let browser;
before(async () => {
  [loket, browser] = await Promise.all([startLoket(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await loket?.stop();
});

/** A page that says what is wrong: the status, a heading, more than a word, and a way on. */
async function foutpagina(pagina, pad, status, kop) {
  const answer = await pagina.goto(pad);
  assert.equal(answer.status(), status, pad);
  await pagina.getByRole("heading", { level: 1, name: kop }).waitFor();
  assert.ok((await pagina.getByRole("main").getByRole("paragraph").count()) >= 2, "what is so, and what to do");
  assert.ok((await pagina.getByRole("main").getByRole("link").count()) >= 1, "a way on");
}

test("what is not there is said, on the website and inside", async () => {
  const bezoeker = await nieuwePagina(browser, { url: loket.url });
  await foutpagina(bezoeker, "/bestaat/niet", 404, "Deze pagina bestaat niet");
  await bezoeker.getByRole("searchbox").first().waitFor();
  const agent = await aanHetWerk(browser, loket, "s.bakker");
  for (const pad of ["/werkplek/bestaat-niet", "/werkplek/contacten/00000000-0000-7000-8000-000000000000", "/werkplek/taken/00000000-0000-7000-8000-000000000000", "/werkplek/artikelen/bestaat-niet"]) {
    const answer = await agent.goto(pad);
    assert.equal(answer.status(), 404, pad);
    await agent.getByRole("link", { name: "Naar de werkplek" }).waitFor();
  }
  await agent.getByRole("link", { name: "Naar de werkplek" }).click();
  await agent.getByRole("button", { name: /^Start contact/ }).waitFor();
});

test("what a role may not do is refused, with whom to ask; everything else of the workplace stays reachable", async () => {
  const wie = {
    "s.bakker": ["/rapportages/kcc", "/rapportages/kcc/contacten", "/journaal", "/redactie", "/beheer"],
    "r.leito": ["/journaal", "/redactie", "/beheer", "/rapportages/kcc"],
    "h.maas": ["/journaal", "/beheer", "/werkplek/taken"],
    "a.janssen": ["/redactie", "/beheer"],
  };
  for (const [naam, paden] of Object.entries(wie)) {
    const pagina = await aanHetWerk(browser, loket, naam);
    for (const pad of paden) {
      await foutpagina(pagina, pad, 403, "Dit mag u niet openen");
      await pagina.getByText("Vraag het uw functioneel beheerder.").waitFor();
    }
  }
});

test("nobody in particular is asked to log in, and then arrives where they were going", async () => {
  const pagina = await nieuwePagina(browser, { url: loket.url });
  await pagina.goto("/werkplek/taken?van=team");
  await pagina.getByRole("heading", { level: 1, name: "Inloggen" }).waitFor();
  await pagina.getByLabel("Gebruikersnaam").fill("r.leito");
  await pagina.getByLabel("Wachtwoord", { exact: true }).fill("iets anders");
  await pagina.keyboard.press("Enter");
  await pagina.getByRole("alert").getByText("Inloggen is niet gelukt").waitFor();
  assert.equal(await pagina.getByLabel("Gebruikersnaam").inputValue(), "r.leito");
  await controleer(pagina, "inloggen-fout", { donker: true });
  await pagina.goto("/werkplek/taken?van=team");
  await logIn(pagina, "r.leito");
  await pagina.goto("/werkplek/taken?van=team");
  await pagina.getByRole("heading", { level: 1, name: "Taken van mijn team" }).waitFor();
});

test("a wrong log-in tells nothing: somebody who works here and somebody who does not hear the same", async () => {
  const gehoord = [];
  for (const naam of ["s.bakker", "bestaat.niet"]) {
    const pagina = await nieuwePagina(browser, { url: loket.url });
    await pagina.goto("/inloggen");
    await pagina.getByLabel("Gebruikersnaam").fill(naam);
    await pagina.getByLabel("Wachtwoord", { exact: true }).fill("verkeerd");
    await pagina.keyboard.press("Enter");
    gehoord.push(await pagina.getByRole("alert").innerText());
  }
  assert.equal(gehoord[0], gehoord[1]);
});

test("the session ends while somebody types: the page says so, and the text stays", async () => {
  const agent = await aanHetWerk(browser, loket, "s.bakker");
  await neemOp(agent);
  await agent.getByLabel("Notitie").fill("Eerste zin.");
  await bewaard(agent);
  await agent.context().clearCookies();
  await agent.getByLabel("Notitie").pressSequentially(" Tweede zin, na het einde van de sessie.");
  await agent.getByText("Niet bewaard. Meld u in een ander tabblad opnieuw aan; uw tekst blijft staan.").first().waitFor();
  assert.equal(await agent.getByLabel("Notitie").inputValue(), "Eerste zin. Tweede zin, na het einde van de sessie.");
});

test("a log-in in another tab saves what was typed after the session ended", async () => {
  const agent = await aanHetWerk(browser, loket, "i.brouwer");
  const contact = await neemOp(agent);
  await agent.context().clearCookies();
  await agent.getByLabel("Notitie").fill("Na het einde van de sessie.");
  await agent.getByText("Niet bewaard. Meld u in een ander tabblad opnieuw aan; uw tekst blijft staan.").first().waitFor();
  const tab = await agent.context().newPage();
  await logIn(tab, "i.brouwer");
  await bewaard(agent);
  await tab.goto(contact);
  assert.equal(await tab.getByLabel("Notitie").inputValue(), "Na het einde van de sessie.");
});

test("a form of before a new log-in comes back with its text, and is sent once more", async () => {
  const agent = await aanHetWerk(browser, loket, "i.brouwer");
  await neemOp(agent);
  await agent.context().clearCookies();
  const tab = await agent.context().newPage();
  await logIn(tab, "i.brouwer");
  await tab.close();
  // Saving the text by itself would bring the new token; on a slow machine it comes before the key.
  const zelf = (route) => (route.request().resourceType() === "fetch" ? route.abort() : route.continue());
  await agent.route("**/*", zelf);
  await agent.getByLabel("Notitie").fill("Vlak voor het vastleggen getypt.");
  await druk(agent, "Control+Enter");
  await agent.getByRole("heading", { level: 1, name: "Verstuur dit nog een keer" }).waitFor();
  await agent.unroute("**/*", zelf);
  agent.fouten.length = 0; // the browser's own line about what was not sent
  assert.equal(await agent.getByLabel("Uw tekst 1").inputValue(), "Vlak voor het vastleggen getypt.");
  await controleer(agent, "opnieuw-versturen", { donker: true });
  await agent.getByRole("button", { name: "Verstuur opnieuw" }).click();
  await agent.getByText(/Vastgelegd: geen onderwerp, Direct beantwoord/).waitFor();
});

test("the session ends before registering: log in elsewhere, go back, send again; nothing is lost and it is registered once", async () => {
  const agent = await aanHetWerk(browser, loket, "d.wolters");
  const contact = await neemOp(agent);
  await agent.getByLabel("Notitie").fill("Vraagt naar de kermis.");
  await bewaard(agent);
  await agent.context().clearCookies();
  await druk(agent, "Control+Enter");
  await agent.getByRole("heading", { level: 1, name: /niet meer ingelogd|Inloggen/ }).waitFor();
  await controleer(agent, "sessie-verlopen", { donker: true });
  await logIn(agent, "d.wolters");
  await agent.goto(contact);
  assert.equal(await agent.getByLabel("Notitie").inputValue(), "Vraagt naar de kermis.");
  await druk(agent, "Control+Enter");
  await agent.getByText(/Vastgelegd: geen onderwerp, Direct beantwoord/).waitFor();
});

test("the server goes away while somebody types: the page says so, and saves by itself when it is back", async () => {
  const agent = await aanHetWerk(browser, loket, "f.amrani");
  await neemOp(agent);
  await loket.dood();
  await agent.getByLabel("Notitie").fill("Getypt zonder server.");
  await agent.getByText("Geen verbinding. Uw tekst blijft staan; wij proberen het opnieuw.").first().waitFor();
  await loket.opnieuw();
  await agent.locator("[data-bewaard][data-stand='bewaard']").waitFor({ timeout: 20_000 });
  agent.fouten.length = 0; // the browser's own lines about the connection
  await agent.reload();
  assert.equal(await agent.getByLabel("Notitie").inputValue(), "Getypt zonder server.");
});

test("two windows: the second is told, and can see both", async () => {
  const een = await aanHetWerk(browser, loket, "k.ramdin");
  const contact = await neemOp(een);
  const twee = await een.context().newPage();
  await twee.goto(contact);
  await een.getByLabel("Notitie").fill("Uit het eerste venster.");
  await bewaard(een);
  await twee.getByLabel("Notitie").fill("Uit het tweede venster.");
  const melding = twee.getByRole("alert").filter({ hasText: "in een ander venster gewijzigd" });
  await melding.waitFor();
  assert.equal(await twee.getByLabel("Notitie").inputValue(), "Uit het tweede venster.");
  await melding.getByRole("link").waitFor();
});
