// What a citizen does on the website: log in with the demo's simulator, fill in a form, send it.

/** Logs in as this person, on the simulator's page that is open. */
export async function logInAls(pagina, bsn) {
  await pagina.getByLabel("Burgerservicenummer").fill(bsn);
  await pagina.getByRole("button", { name: "Log in", exact: true }).click();
}

/** Fields by their labels. */
export async function vulIn(pagina, velden) {
  for (const [label, waarde] of Object.entries(velden)) await pagina.getByLabel(label).fill(waarde);
}

/** To the next page of a form. */
export async function verder(pagina) {
  await pagina.getByRole("button", { name: "Verder", exact: true }).last().click();
}

/** Sends what was checked; the number that the page gives. */
export async function verstuur(pagina) {
  await pagina.getByRole("button", { name: "Verstuur" }).click();
  await pagina.getByRole("heading", { level: 1, name: "Wij hebben uw aanvraag ontvangen" }).waitFor();
  return (await pagina.locator("main strong").first().innerText()).trim();
}

/** The mail with this number in it, once the program has sent it: how it reads. */
export async function post(pagina, nummer) {
  for (let poging = 0; poging < 40; poging++) {
    await pagina.goto("/demo/post");
    for (const brief of await pagina.locator("a.loket-weg").all()) {
      const adres = await brief.getAttribute("href");
      await pagina.goto(adres);
      const tekst = await pagina.getByRole("main").innerText();
      if (tekst.includes(nummer)) return tekst;
      await pagina.goBack();
    }
    await new Promise((klaar) => setTimeout(klaar, 500));
  }
  throw new Error(`no mail about ${nummer} in 20 seconds; there is: ${await pagina.getByRole("main").innerText()}`);
}

/** Logs in and applies for a parking permit for a car of one's own; the number of the case. */
export async function vraagParkeervergunning(pagina, bsn, kenteken = "H-214-KT") {
  await pagina.goto("/mijn/inloggen?terug=/aanvragen/parkeervergunning");
  await logInAls(pagina, bsn);
  await pagina.getByRole("button", { name: "Begin" }).click();
  await pagina.getByRole("heading", { level: 1, name: "Uw gegevens" }).waitFor();
  const mail = pagina.getByLabel("Uw e-mailadres");
  if (await mail.count()) await mail.fill("inwoner@example.nl");
  await verder(pagina);
  await vulIn(pagina, { "Wat is het kenteken?": kenteken });
  await pagina.getByRole("group", { name: "Van wie is de auto?" }).getByRole("radio").first().check();
  await pagina.getByRole("group", { name: /langer dan 6 meter/ }).getByLabel("Nee").check();
  await verder(pagina);
  await pagina.getByRole("heading", { level: 1, name: "Uw vergunning" }).waitFor();
  await pagina.getByLabel("De eerste").check();
  await pagina.getByLabel("Vanaf welke dag wilt u parkeren?").fill("2026-12-01");
  await pagina.getByLabel("Per maand").check();
  await pagina.getByLabel(/geen eigen parkeerplaats/).check();
  await verder(pagina);
  await pagina.getByRole("heading", { level: 1, name: "Controleer uw antwoorden" }).waitFor();
  return verstuur(pagina);
}

/** Reports a loose tile, without a name; the number of the case. */
export async function meldLosseTegel(pagina) {
  await pagina.goto("/aanvragen/melding-openbare-ruimte");
  await pagina.getByRole("button", { name: "Begin" }).click();
  await pagina.getByRole("radio").first().check();
  await pagina.getByRole("group", { name: "Is het gevaarlijk?" }).getByLabel("Nee").check();
  await vulIn(pagina, { "Wat ziet u?": "Een losse tegel bij de bushalte." });
  await verder(pagina);
  await vulIn(pagina, { "Straat en huisnummer, of een herkenbaar punt": "Bushalte Kerkstraat" });
  await verder(pagina);
  await pagina.getByRole("group", { name: /laten weten wat wij met uw melding doen/ }).getByLabel("Nee").check();
  await verder(pagina);
  await pagina.getByRole("heading", { level: 1, name: "Controleer uw antwoorden" }).waitFor();
  return verstuur(pagina);
}
