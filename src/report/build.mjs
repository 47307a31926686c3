/**
 * Builds page.html, the single file that the library embeds: template, style, script and the licences of the
 * bundled libraries. "@LATIGRAPH_DATA@" and "@LATIGRAPH_TITLE@" stay for the library to fill. Usage:
 * node build.mjs [OUTPUT].
 */

import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = dirname(fileURLToPath(import.meta.url));
const read = (name) => readFileSync(join(folder, name), "utf8");
const options = { bundle: true, minify: true, write: false, charset: "utf8", legalComments: "none", lineLimit: 1000, target: ["chrome100", "firefox100", "safari15"], logLevel: "warning" };

const script = await build({ ...options, entryPoints: [join(folder, "js/main.js")], format: "iife", metafile: true, absWorkingDir: folder });
const style = await build({ ...options, entryPoints: [join(folder, "page.css")] });
const text = (built) => built.outputFiles[0].text.trim();

/** Name, version and licence text of every package that the script holds. */
function licences(metafile) {
  const names = Object.keys(metafile.inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  return [...new Set(names.filter(Boolean))].sort().map((name) => {
    const home = join("node_modules", name);
    const { version, license } = JSON.parse(read(join(home, "package.json")));
    const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].find((one) => existsSync(join(folder, home, one)));
    if (!file) throw new Error(`${name} has no file LICENSE`);
    return `${name} ${version} (${license})\n\n${read(join(home, file)).trim()}\n`;
  }).join("\n----\n\n");
}

const escape = (plain) => plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const hash = (content) => `'sha256-${createHash("sha256").update(content).digest("base64")}'`;

/** Inline texts must not end their element, nor hold a marker that the library fills. */
function check(content, end) {
  if (content.toLowerCase().includes(end) || content.includes("<!--") || /@[A-Z_]+@/.test(content)) {
    throw new Error(`the text before ${end} would end its element or holds a marker`);
  }
  return content;
}

const parts = {
  POLICY: `default-src 'none'; script-src ${hash(text(script))}; style-src ${hash(text(style))}; base-uri 'none'; form-action 'none'`,
  STYLE: check(text(style), "</style"),
  SCRIPT: check(text(script), "</script"),
  LICENCES: escape(licences(script.metafile)),
};
const page = read("template.html").replace(/@(POLICY|STYLE|SCRIPT|LICENCES)@/g, (_, name) => parts[name]);
const output = process.argv[2] ?? join(folder, "page.html");
writeFileSync(output, page);
console.log(`${output}: ${Math.round(page.length / 1000)} kB, script ${Math.round(parts.SCRIPT.length / 1000)} kB`);
