/** Chromium and the npm packages of src/report, or exit status 77 where one of them is missing. */

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const PLACES = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"];
const packages = createRequire(new URL("../../src/report/package.json", import.meta.url));

function skip(why) {
  console.error(`${why}: skipped`);
  process.exit(77);
}

function packaged(name) {
  try {
    return packages.resolve(name);
  } catch {
    return skip(`the npm package ${name} is missing (npm ci --ignore-scripts in src/report)`);
  }
}

/** Starts Chromium. */
export async function launch() {
  const executablePath = PLACES.find((path) => path && existsSync(path)) ?? skip("Chromium is missing");
  packaged("playwright-core");
  return packages("playwright-core").chromium.launch({ executablePath, args: FLAGS });
}

/** The source of axe-core, for pages to run. */
export const axeSource = () => readFileSync(packaged("axe-core"), "utf8");
