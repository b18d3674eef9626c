// Other people's PDFs, merged by the program, opened by pdf.js: bookmarks, links and labels of pages are counted before and after.
// node outside.mjs PROGRAM CASES SCRATCH  (pdfjs-dist lies in the folder where it is called)
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.cwd(), "x.js"));
const pdfjs = await import(pathToFileURL(require.resolve("pdfjs-dist/legacy/build/pdf.mjs")));
const [program, cases, scratch] = process.argv.slice(2);

// What is left behind on purpose: links that act, lead to other files or to nothing, bookmarks that run in a circle.
const CHANGED = new Set(["launch-action", "javascript", "actions", "encrypted-empty", "encrypted-rc4", "cycle-outline", "named-dests"]);

const open = async (file) => {
  const task = pdfjs.getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0, isEvalSupported: false });
  return await task.promise;
};
const count = (items) => (items ?? []).reduce((sum, item) => sum + 1 + count(item.items), 0);
const links = async (document, from) => {
  let all = 0;
  for (let page = from; page <= document.numPages; page++) {
    const annotations = await (await document.getPage(page)).getAnnotations();
    all += annotations.filter((annotation) => annotation.subtype === "Link").length;
  }
  return all;
};

const definition = (name) => ({
  version: 1, title: "Meeting", body: "own", bodies: { own: { name: "Body" } }, time: { start: "2026-03-10" },
  agenda: [{ id: "item", title: "Item", documents: ["annex"] }],
  annexes: [{ id: "annex", title: "Annex", files: [{ file: name, language: "en" }] }],
});

let [merged, refused, faults] = [0, 0, 0];
const wrong = (name, words) => { faults += 1; console.log(`${name}: ${words}`); };
for (const folder of [cases, join(cases, "hand")]) {
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".pdf")).sort()) {
    const stem = basename(name, ".pdf");
    const workspace = join(scratch, stem);
    rmSync(workspace, { recursive: true, force: true });
    mkdirSync(join(workspace, "packs/own"), { recursive: true });
    cpSync(join(folder, name), join(workspace, "packs/own", name));
    writeFileSync(join(workspace, "packs/own/meeting.json"), JSON.stringify(definition(name)));
    try {
      execFileSync(program, ["build", "--no-cache"], { cwd: workspace, stdio: "ignore" });
    } catch {
      refused += 1;
      continue;
    }
    execFileSync("unzip", ["-q", "-o", "out/own.zip", "-d", "x"], { cwd: workspace });
    const file = join(workspace, "x/annexes.pdf");
    for (const [tool, ...words] of [["qpdf", "--check", file], ["mutool", "info", file], ["pdftoppm", "-r", "20", "-png", file, join(workspace, "page")]]) {
      try {
        const said = execFileSync(tool, words, { stdio: ["ignore", "pipe", "pipe"] }).toString();
        if (/warning|error/i.test(said) && tool !== "qpdf") wrong(stem, `${tool} says ${said.slice(0, 200)}`);
        if (tool === "qpdf" && /WARNING/.test(said)) wrong(stem, said.slice(0, 200));
      } catch (error) {
        wrong(stem, `${tool} fails: ${String(error.stderr ?? error).slice(0, 200)}`);
      }
    }
    merged += 1;
    const after = await open(file);
    for (let page = 1; page <= after.numPages; page++) await (await after.getPage(page)).getOperatorList();
    let before;
    try {
      before = await open(join(folder, name));
    } catch {
      // What pdf.js does not open by itself, it opens now.
      continue;
    }
    if (CHANGED.has(stem)) continue;
    const first = after.numPages - before.numPages + 1;
    const [theirs, ours] = [count(await before.getOutline()), count(await after.getOutline()) - 2];
    if (theirs !== ours) wrong(stem, `${theirs} bookmarks before, ${ours} after`);
    const [linked, kept] = [await links(before, 1), await links(after, first)];
    if (linked !== kept) wrong(stem, `${linked} links before, ${kept} after`);
    const labels = await before.getPageLabels();
    if (labels) {
      const now = (await after.getPageLabels())?.slice(first - 1);
      if (labels.some((label, at) => now?.[at] !== `Annex 1, ${label}`)) wrong(stem, `labels ${labels} are now ${now}`);
    }
  }
}
console.log(`outside: ${merged} files merged and opened by pdf.js ${pdfjs.version}, ${refused} refused, ${faults} faults`);
process.exit(faults === 0 && merged > 40 ? 0 : 1);
