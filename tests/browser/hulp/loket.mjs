// Starts the real program as a user would: `loket demo` on an empty folder, on the engine of LOKET_ENGINE.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const BINARY = needed("LOKET_BINARY", "the program to test, such as target/debug/loket");
const ENGINE = needed("LOKET_ENGINE", "sqlite or postgres");

/** A Monday morning, when the contact centre is open. */
export const NU = "2026-11-23T10:00";

/** Starts Loket and gives its address, a way to kill it hard and start it again on the same data, and a way to stop it. */
export async function startLoket({ schaal = "0.01" } = {}) {
  const map = mkdtempSync(join(tmpdir(), "loket-browser-"));
  const database = ENGINE === "postgres" ? newSchema() : undefined;
  const poort = await freePort();
  const adres = `127.0.0.1:${poort}`;
  const args = ["demo", "--data", map, "--adres", adres, "--schaal", schaal, "--op", NU];
  if (database) args.push("--database", database);
  let proces = await run(args, adres);
  return {
    url: `http://${adres}`,
    map,
    database,
    async dood() {
      proces.kill("SIGKILL");
      await ended(proces);
    },
    async opnieuw() {
      proces = await run(args, adres);
    },
    async stop() {
      proces.kill("SIGTERM");
      await ended(proces);
      checkRows(map, database);
      rmSync(map, { recursive: true, force: true });
    },
  };
}

async function run(args, adres) {
  const proces = spawn(BINARY, args, { stdio: ["ignore", "pipe", "pipe"] });
  const uitvoer = [];
  proces.stdout.on("data", (stuk) => uitvoer.push(stuk));
  proces.stderr.on("data", (stuk) => uitvoer.push(stuk));
  for (let poging = 0; poging < 1200; poging++) {
    if (proces.exitCode !== null) break;
    const answer = await fetch(`http://${adres}/gezond`).catch(() => undefined);
    if (answer?.status === 200) return proces;
    await new Promise((klaar) => setTimeout(klaar, 100));
  }
  proces.kill("SIGKILL");
  throw new Error(`loket ${args.join(" ")} did not become ready:\n${Buffer.concat(uitvoer)}`);
}

/** After whatever a scene did, each row must be what the journal says of it. */
function checkRows(map, database) {
  const env = { ...process.env, LOKET_DATA: map, ...(database && { LOKET_DATABASE: database }) };
  let said;
  try {
    said = execFileSync(BINARY, ["controleren"], { env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (fout) {
    // A demo has no key and no second factor, which `controleren` rightly calls wrong.
    said = fout.stdout;
  }
  if (!said.includes("zijn zoals het journaal zegt")) throw new Error(`the registers are not what the journal says:\n${said}`);
}

function ended(proces) {
  return proces.exitCode !== null || proces.signalCode !== null
    ? Promise.resolve()
    : new Promise((klaar) => proces.once("exit", klaar));
}

function newSchema() {
  const server = needed("LOKET_TEST_POSTGRES", "the PostgreSQL to test on; `make test` starts one");
  const naam = `browser_${process.pid}_${Date.now()}`;
  execFileSync("psql", ["--quiet", "--no-psqlrc", "--command", `CREATE SCHEMA ${naam}`, server]);
  return `${server}${server.includes("?") ? "&" : "?"}options=-csearch_path%3D${naam}`;
}

function freePort() {
  return new Promise((klaar, mislukt) => {
    const server = createServer().on("error", mislukt);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => klaar(port));
    });
  });
}

function needed(naam, wat) {
  const waarde = process.env[naam];
  if (!waarde) throw new Error(`${naam} is missing: ${wat}. Run the browser tests with \`make test ONLY=browser\`.`);
  return waarde;
}
