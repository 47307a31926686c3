/**
 * The report page in Chromium: keyboard, mouse, downloads, accessibility, narrow and printed pages, hostile names.
 * Usage: browser.mjs PAGE. Exits with 77 where Chromium or the npm packages are missing.
 */

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { decodeEdges } from "../../src/report/js/decode.js";
import { axeSource, launch } from "./chromium.mjs";
import { pageWith, sample } from "./sample.mjs";

const EVIL = "</script><img src=x onerror=\"document.title='bad'\">&amp;<b>";
const page = readFileSync(process.argv[2], "utf8");
const folder = mkdtempSync(join(tmpdir(), "latigraph-report-"));
const browser = await launch();
const usual = sample({ circuits: 24, n: 110, properties: 16 });

/** A page with data, whose console and network must stay silent until the test ends. */
async function open(data, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const tab = await context.newPage();
  const said = [];
  const path = join(folder, "page.html");
  writeFileSync(path, pageWith(page, data));
  const address = pathToFileURL(path).href;
  tab.on("console", (message) => said.push(message.text()));
  tab.on("pageerror", (error) => said.push(error.message));
  tab.on("dialog", (dialog) => said.push(dialog.message()));
  tab.on("request", (request) => { if (request.url() !== address && !request.url().startsWith("blob:")) said.push(`request of ${request.url()}`); });
  await tab.goto(address);
  await tab.waitForFunction(() => document.querySelector("main section, main .outside-note"));
  return { tab, said, close: async () => { assert.deepEqual(said, []); await context.close(); } };
}

const frames = (tab, count = 3) => tab.evaluate((left) => new Promise((done) => {
  const step = () => (left-- > 0 ? requestAnimationFrame(step) : done());
  step();
}), count);
const pixels = (locator) => locator.evaluate((canvas) => canvas.toDataURL());
const canvasOf = (tab, name) => tab.getByRole("application", { name }).first();

/** Clicks a download of a section and returns its name and bytes. */
async function download(tab, section, text) {
  const list = tab.locator(`#${section} details.downloads`);
  await list.evaluateAll((all) => all.forEach((one) => (one.open = true)));
  const [file] = await Promise.all([tab.waitForEvent("download"), list.getByRole("button", { name: text, exact: true }).click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

const tests = {
  async "the keyboard selects circuits, steps, neurons and turns networks"() {
    const { tab, close } = await open(usual);
    const select = tab.getByLabel("Circuit", { exact: true });
    const map = canvasOf(tab, /Latent map/);
    await map.focus();
    await tab.keyboard.press("End");
    assert.equal(await select.inputValue(), "23");
    await tab.keyboard.press("Home");
    assert.equal(await select.inputValue(), "0");
    const seen = new Set();
    for (const key of ["ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"]) {
      await tab.keyboard.press(key);
      seen.add(await select.inputValue());
    }
    assert.ok(seen.size >= 2, `the arrow keys reach ${[...seen]}`);
    const before = await pixels(map);
    await tab.keyboard.press("+");
    await frames(tab);
    assert.notEqual(await pixels(map), before);
    await tab.keyboard.press("0");
    await frames(tab);
    assert.equal(await pixels(map), before);

    const slider = tab.getByLabel("Requested value");
    await slider.focus();
    await tab.keyboard.press("Home");
    assert.match(await slider.getAttribute("aria-valuetext"), /outside the data/);
    assert.match(await tab.locator("#steering").innerText(), /Outside the data\. Only 0\.4 %/);

    const matrix = canvasOf(tab, /^Adjacency matrix/);
    await matrix.focus();
    await tab.keyboard.press("ArrowDown");
    assert.match(await tab.locator("#map .status").innerText(), /neuron \d+ \(sensory\) sends to \d+ and receives from \d+/);
    await tab.keyboard.press("Escape");
    assert.match(await tab.locator("#map .status").innerText(), /Point at a neuron/);
    const network = canvasOf(tab, /^Network/);
    await network.focus();
    await frames(tab);
    const still = await pixels(network);
    await tab.keyboard.press("ArrowRight");
    await frames(tab);
    assert.notEqual(await pixels(network), still);
    await close();
  },

  async "the mouse selects circuits and neurons, drags the map and turns networks"() {
    const { tab, close } = await open(usual);
    const select = tab.getByLabel("Circuit", { exact: true });
    const map = canvasOf(tab, /Latent map/);
    await map.scrollIntoViewIfNeeded();
    await frames(tab);
    const whole = await pixels(map);
    const box = await map.boundingBox();
    const middle = [box.x + box.width / 2, box.y + box.height / 2];
    await tab.mouse.move(...middle);
    await tab.mouse.down();
    await tab.mouse.move(middle[0] - 40, middle[1] + 30, { steps: 4 });
    await tab.mouse.up();
    await tab.getByRole("button", { name: "Zoom in" }).click();
    await frames(tab);
    assert.notEqual(await pixels(map), whole);
    await tab.getByRole("button", { name: "Whole map" }).click();
    const chosen = new Set();
    for (let k = 1; k < 6; k++) {
      await map.click({ position: { x: (box.width * k) / 6, y: box.height * 0.45 } });
      chosen.add(await select.inputValue());
    }
    assert.ok(chosen.size >= 2, "clicks on the map select circuits");
    await tab.locator("#map .still .buttons").last().getByRole("button").first().click();
    assert.ok(!chosen.has("") && (await tab.locator("#map h4").innerText()).length > 0);

    const matrix = canvasOf(tab, /^Adjacency matrix/);
    await matrix.hover({ position: { x: 100, y: 60 } });
    assert.match(await tab.locator("#map .status").innerText(), /neuron \d+ \(\w+\) (sends|and|has|receives)/);
    const network = canvasOf(tab, /^Network/);
    await network.scrollIntoViewIfNeeded();
    const at = await network.boundingBox();
    await tab.mouse.move(at.x + 5, at.y + 5);
    await frames(tab);
    const still = await pixels(network);
    await tab.mouse.down();
    await tab.mouse.move(at.x + 60, at.y + 20, { steps: 4 });
    await tab.mouse.up();
    await tab.mouse.move(at.x + 5, at.y + 5);
    await frames(tab);
    assert.notEqual(await pixels(network), still);

    const chart = tab.getByRole("img", { name: /Achieved against requested/ });
    await chart.click({ position: { x: 70, y: 100 } });
    assert.equal(await tab.getByLabel("Requested value").inputValue(), "0");
    const steering = tab.locator("#steering");
    await steering.getByRole("application").nth(2).hover({ position: { x: 60, y: 60 } });
    assert.match(await steering.locator(".status").last().innerText(), /before: neuron[^\n]*\nafter:/);
    await close();
  },

  async "choices change what is drawn, and springs place the neurons"() {
    const { tab, close } = await open(usual);
    const map = canvasOf(tab, /Latent map/);
    await frames(tab);
    const grouped = await pixels(map);
    await tab.getByLabel("Colour by").selectOption({ label: "Reciprocity" });
    await frames(tab);
    assert.notEqual(await pixels(map), grouped);
    assert.match(await tab.locator("#map").innerText(), /Share of edges whose reverse is an edge too/);
    const network = canvasOf(tab, /^Network/);
    const placed = await pixels(network);
    const section = tab.locator("#map");
    await section.getByLabel("Places").selectOption("springs");
    await tab.waitForFunction((old) => document.querySelectorAll("#map canvas")[2].toDataURL() !== old, placed);
    assert.match(await section.innerText(), /The network shows \d+ of/);
    await section.getByLabel("Draw all edges").check();
    assert.doesNotMatch(await section.innerText(), /The network shows/);
    await section.getByLabel("Find a property").fill("recip");
    assert.equal(await section.locator("table.values tbody tr").count(), 1);
    await tab.getByLabel("Property to steer").selectOption({ index: 1 });
    assert.match(await tab.locator("#steering").innerText(), /after: Density/);
    await tab.getByRole("button", { name: "Show all 15" }).click();
    assert.equal(await tab.locator(".movers li").count(), 15);
    await close();
  },

  async "downloads hold what the page shows"() {
    const { tab, close } = await open(usual);
    await tab.getByLabel("Circuit", { exact: true }).selectOption("3");
    const graphml = await download(tab, "map", "Graph (GraphML)");
    assert.equal(graphml.name, "sample-larva_3.graphml");
    const parsed = await tab.evaluate((text) => {
      const xml = new DOMParser().parseFromString(text, "application/xml");
      const ends = (name) => [...xml.querySelectorAll("edge")].map((edge) => Number(edge.getAttribute(name).slice(1)));
      return { faults: xml.querySelectorAll("parsererror").length, nodes: xml.querySelectorAll("node").length, from: ends("source"), to: ends("target"),
        type: xml.querySelector('data[key="type"]').textContent };
    }, graphml.bytes.toString());
    const { from, to } = decodeEdges(usual.circuits[3]);
    assert.deepEqual(parsed, { faults: 0, nodes: 110, from, to, type: parsed.type });
    assert.ok(usual.types.includes(parsed.type));

    const lines = (file) => file.bytes.toString().trim().split("\r\n");
    assert.equal(lines(await download(tab, "map", "Edges (CSV)")).length, from.length + 1);
    const circuits = lines(await download(tab, "map", "Circuits and values (CSV)"));
    assert.equal(circuits.length, 25);
    assert.equal(Number(circuits[4].split(",")[7]), usual.circuits[3].values[0]);
    const steps = lines(await download(tab, "steering", "All steps (CSV)"));
    assert.equal(steps.length, 1 + 3 * 13);
    assert.equal(Number(steps[1].split(",")[2]), usual.steering[0].steps[0].requested);
    assert.equal(lines(await download(tab, "directions", "Directions (CSV)")).length, 17);
    assert.equal(lines(await download(tab, "evaluation", "Evaluation (CSV)")).length, 4);

    for (const [section, name, words] of [["map", "Map (SVG)", "latent axis 1"], ["map", "Matrix (SVG)", "Adjacency matrix"],
      ["map", "Network (SVG)", "Network"], ["steering", "Response (SVG)", "requested Reciprocity"]]) {
      const svg = (await download(tab, section, name)).bytes.toString();
      assert.ok(svg.includes(words), `${name} has the words ${words}`);
      if (name !== "Response (SVG)") assert.match(svg, />(real|mutual edge)<\/text>/);
      assert.equal(await tab.evaluate((text) => new DOMParser().parseFromString(text, "image/svg+xml").querySelectorAll("parsererror").length, svg), 0);
    }
    const png = (await download(tab, "map", "Network (PNG)")).bytes;
    assert.equal(png.toString("latin1", 1, 4), "PNG");
    assert.equal(png.readUInt32BE(16), 1920);
    assert.ok(png.readUInt32BE(20) > 1920, "the legend is below the drawing");
    await close();
  },

  async "no accessibility rule of axe is broken in either theme"() {
    for (const colorScheme of ["light", "dark"]) {
      const { tab, close } = await open(usual, { colorScheme });
      assert.equal(await tab.evaluate(() => document.documentElement.dataset.theme), colorScheme);
      await tab.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
      await tab.evaluate(axeSource());
      const { violations } = await tab.evaluate(() => globalThis.axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 120))]), []);
      await close();
    }
  },

  async "the theme can be chosen"() {
    const { tab, close } = await open(usual);
    const ground = () => tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await tab.getByLabel("Theme").selectOption("dark");
    assert.notEqual(await ground(), light);
    await close();
  },

  async "a page of 360 pixels does not scroll sideways"() {
    const { tab, close } = await open(usual, { viewport: { width: 360, height: 740 }, hasTouch: true });
    await tab.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    await frames(tab);
    assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    const cut = await tab.evaluate(() => [...document.querySelectorAll("main .scroller")].filter((one) => one.scrollWidth > one.clientWidth + 1)
      .map((one) => one.getAttribute("aria-label")));
    assert.deepEqual(cut.filter((label) => label !== "Table: all steps"), []);
    await canvasOf(tab, /^Adjacency matrix/).tap({ position: { x: 100, y: 100 } });
    assert.doesNotMatch(await tab.locator("#map .status").innerText(), /Point at/);
    await tab.locator("#map .names button").first().tap();
    assert.notEqual(await tab.getByLabel("Circuit", { exact: true }).inputValue(), "0");
    await close();
  },

  async "printed pages are light and without controls"() {
    const { tab, close } = await open(usual, { colorScheme: "dark" });
    await tab.emulateMedia({ media: "print" });
    await tab.waitForFunction(() => document.documentElement.dataset.theme === "light");
    assert.equal(await tab.locator("nav").isVisible(), false);
    assert.equal(await tab.getByLabel("Requested value").isVisible(), false);
    assert.ok(await canvasOf(tab, /Latent map/).isVisible());
    const corner = await canvasOf(tab, /^Adjacency matrix/).evaluate((canvas) => [...canvas.getContext("2d").getImageData(canvas.width / 2, 3, 1, 1).data]);
    assert.notDeepEqual(corner, [0, 0, 0, 0]);
    await tab.emulateMedia({ media: "screen" });
    await tab.waitForFunction(() => document.documentElement.dataset.theme === "dark");
    const pdf = await tab.pdf({ format: "A4" });
    assert.ok(pdf.length > 20000);
    await close();
  },

  async "hostile names do nothing and are shown as they are"() {
    const { tab, close } = await open(sample({ circuits: 8, n: 20, properties: 8, evil: EVIL }));
    await frames(tab, 5);
    await canvasOf(tab, /^Adjacency matrix/).focus();
    await tab.keyboard.press("ArrowDown");
    assert.equal(await tab.title(), EVIL);
    assert.equal(await tab.locator("h1").innerText(), EVIL);
    assert.equal(await tab.evaluate(() => document.querySelectorAll("img, b").length), 0);
    assert.ok((await tab.locator("#map .status").innerText()).includes(EVIL));
    const { bytes } = await download(tab, "map", "Graph (GraphML)");
    const name = await tab.evaluate((text) => new DOMParser().parseFromString(text, "application/xml").querySelector('data[key="name"]').textContent, bytes.toString());
    assert.equal(name, EVIL);
    await close();
  },

  async "the policy of the page stops scripts and the network"() {
    const { tab, said } = await open(usual);
    await tab.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'bad'";
      document.body.append(script);
      document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=\"document.title='bad'\">");
      return fetch("https://example.org/").catch(() => null);
    });
    await frames(tab, 5);
    assert.equal(await tab.title(), usual.title);
    assert.ok(said.length >= 3 && said.every((text) => /Content Security Policy|Refused|violates|^request of file:.*\/x$/i.test(text)), said.join("\n"));
    await tab.context().close();
  },

  async "parts that are missing are left out"() {
    const bare = { ...sample({ circuits: 1, n: 5, properties: 1, positions: false }), groups: [], types: [], steering: [], directions: [], evaluation: null };
    bare.circuits[0] = { ...bare.circuits[0], group: -1, types: null, neighbours: [], n: 5, m: 0, bits: undefined, pairs: "" };
    bare.map = { share: [0.5, 0.2], density: null, arrows: [] };
    const one = await open(bare);
    assert.deepEqual(await one.tab.locator("h2").allInnerTexts(), ["Circuits", "Provenance"]);
    await one.close();
    const none = await open({ ...bare, circuits: [], properties: [] });
    assert.deepEqual(await none.tab.locator("h2").allInnerTexts(), ["Provenance"]);
    await none.close();
    const { tab } = await open({ format: 2 });
    assert.match(await tab.locator("main").innerText(), /have format 2, and this page reads format 1/);
    await tab.context().close();
  },
};

let failed = 0;
for (const [name, run] of Object.entries(tests)) {
  try {
    await run();
    console.log(`ok: ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED: ${name}\n${error.stack}`);
  }
}
await browser.close();
rmSync(folder, { recursive: true });
process.exitCode = failed ? 1 : 0;
