/**
 * How fast the report page is on 200 circuits of 150 neurons: time to the first paint and to the whole page, frames
 * per second while the map is dragged and while a network is turned. Usage: node bench/report.mjs [DATA.json]
 * (needs Chromium and the npm packages of src/report).
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch } from "../tests/report/chromium.mjs";
import { pageWith, sample } from "../tests/report/sample.mjs";

const REPEATS = 7;
const DRAG_STEPS = 120;
const page = readFileSync(new URL("../src/report/page.html", import.meta.url), "utf8");
const data = process.argv[2] ? JSON.parse(readFileSync(process.argv[2], "utf8")) : sample({ properties: 60 });
const folder = mkdtempSync(join(tmpdir(), "latigraph-report-"));
const path = join(folder, "page.html");
writeFileSync(path, pageWith(page, data));
const browser = await launch();
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

async function open() {
  const tab = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await tab.goto(pathToFileURL(path).href);
  return tab;
}

/** Milliseconds from the start of the navigation. */
async function paint() {
  const tab = await open();
  const times = await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => {
    const first = performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
    done({ first, whole: performance.now() });
  }))));
  await tab.context().close();
  return times;
}

/** Frames per second, and the longest frame, while the pointer drags over a canvas. */
async function drag(name) {
  const tab = await open();
  const canvas = tab.getByRole("application", { name }).first();
  await canvas.scrollIntoViewIfNeeded();
  await tab.waitForTimeout(1500);
  const session = await tab.context().newCDPSession(tab);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const busy = async () => (await session.send("Performance.getMetrics")).metrics.find(({ name: one }) => one === "TaskDuration").value;
  const before = await busy();
  const times = await canvas.evaluate((element, steps) => new Promise((done) => {
    const box = element.getBoundingClientRect();
    const send = (type, k) => {
      const at = { bubbles: true, cancelable: true, view: window, pointerId: 1, pointerType: "mouse", isPrimary: true, button: 0, buttons: 1,
        clientX: box.left + box.width / 2 + 60 * Math.sin(k / 9), clientY: box.top + box.height / 2 + 40 * Math.cos(k / 7) };
      element.dispatchEvent(new PointerEvent(`pointer${type}`, at));
      (type === "down" ? element : window).dispatchEvent(new MouseEvent(`mouse${type}`, at));
    };
    element.setPointerCapture = () => {};
    const stamps = [];
    send("down", 0);
    const frame = (now) => {
      stamps.push(now);
      if (stamps.length > steps) {
        send("up", stamps.length);
        done(stamps);
      } else {
        send("move", stamps.length);
        requestAnimationFrame(frame);
      }
    };
    requestAnimationFrame(frame);
  }), DRAG_STEPS);
  const work = (1000 * ((await busy()) - before)) / DRAG_STEPS;
  await tab.context().close();
  const gaps = times.slice(1).map((time, k) => time - times[k]);
  return { fps: (1000 * gaps.length) / (times.at(-1) - times[0]), longest: Math.max(...gaps), work };
}

const size = readFileSync(path).length;
const paints = [];
for (let k = 0; k < REPEATS; k++) paints.push(await paint());
console.log(`file ${(size / 1e6).toFixed(2)} MB, page without data ${(page.length / 1e3).toFixed(0)} kB`);
console.log(`first paint ${median(paints.map((p) => p.first)).toFixed(0)} ms, all sections made ${median(paints.map((p) => p.whole)).toFixed(0)} ms (medians of ${REPEATS})`);
for (const [what, name] of [["dragging the map", /Latent map/], ["turning the network", /^Network/]]) {
  const { fps, longest, work } = await drag(name);
  console.log(`${what}: ${fps.toFixed(1)} frames per second, longest frame ${longest.toFixed(1)} ms, processor time of the page per frame ${work.toFixed(1)} ms`);
}
await browser.close();
rmSync(folder, { recursive: true });
