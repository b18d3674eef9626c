#!/usr/bin/env python3
"""concept-note.odt/.docx and the LibreOffice PDFs, by soffice --convert-to with filter options."""
import base64, json, os, re, shutil, subprocess, sys
HERE = os.path.dirname(os.path.abspath(__file__)); OUT = f"{HERE}/../files"; W = f"{HERE}/work/lo"
shutil.rmtree(W, ignore_errors=True); os.makedirs(W)
s = open(f"{HERE}/src/concept-note.fodt.in", encoding="utf-8").read()
m = base64.b64encode(open(f"{HERE}/work/map-small.png", "rb").read()).decode()
cell = lambda t, st, ps: f'<table:table-cell table:style-name="{st}" office:value-type="string"><text:p text:style-name="{ps}">{t}</text:p></table:table-cell>'
head = "".join(cell(t, "h", "Table_20_Heading") for t in ("Item", "Year 1 (USD)", "Year 2 (USD)"))
data = (("Drilling, lining, pumps", 276500, 8200), ("Training of committees", 18000, 21500), ("Support costs (7%)", 20615, 2079))
rows = "".join("<table:table-row>" + cell(n, "c", "Table_20_Contents") + "".join(cell(f"{v:,}", "c", "n") for v in (a, b)) + "</table:table-row>" for n, a, b in data)
A, B = sum(d[1] for d in data), sum(d[2] for d in data)
rows += "<table:table-row>" + cell("Total", "h", "Table_20_Contents") + "".join(cell(f"{v:,}", "h", "n") for v in (A, B)) + "</table:table-row>"
open(f"{W}/concept-note.fodt", "w", encoding="utf-8").write(s.replace("@MAP@", m).replace("@HEAD@", head).replace("@ROWS@", rows))

def conv(src, to, out=W):
    env = dict(os.environ, HOME=f"{HERE}/work/lohome", SAL_USE_VCLPLUGIN="svp")
    r = subprocess.run(["soffice", f"-env:UserInstallation=file:///tmp/outside-lo-profile", "--headless", "--convert-to", to, "--outdir", out, src], env=env, capture_output=True, text=True, timeout=240)
    if "convert" not in r.stdout: sys.exit(f"{src} -> {to}: {r.stdout}{r.stderr}")
def pdf(src, name, flt="writer_pdf_Export", **kw):
    o = {}
    for k, v in kw.items(): o[k] = {"type": "boolean", "value": str(v).lower()} if isinstance(v, bool) else {"type": "long", "value": str(v)} if isinstance(v, int) else {"type": "string", "value": v}
    conv(src, f"pdf:{flt}:{json.dumps(o)}"); shutil.move(f"{W}/{os.path.basename(src).rsplit('.', 1)[0]}.pdf", f"{OUT}/{name}")

conv(f"{W}/concept-note.fodt", "odt"); conv(f"{W}/concept-note.odt", "docx:MS Word 2007 XML")
for n in ("concept-note.odt", "concept-note.docx"): shutil.copy(f"{W}/{n}", OUT)
src = f"{W}/concept-note.odt"
common = dict(ReduceImageResolution=False, UseLosslessCompression=True, ExportBookmarks=True)
pdf(src, "libreoffice-tagged.pdf", UseTaggedPDF=True, PDFUACompliance=True, ExportBookmarksToPDFDestination=True, ConvertOOoTargetToPDFTarget=True, ExportNotes=False, **common)
pdf(src, "libreoffice-untagged.pdf", UseTaggedPDF=False, PDFUACompliance=False, **common)
# the PDF/A one in an OpenType/CFF face, so that one LibreOffice file carries a Type 1 font program
t = open(f"{W}/concept-note.fodt", encoding="utf-8").read().replace("'Liberation Sans'", "'Nimbus Sans'"); t = re.sub(r"<table:table .*?</table:table>", '<text:p text:style-name="Text_20_body">See Annex B.</text:p>', t, flags=re.S)   # and without the table, for size
open(f"{W}/concept-note-a.fodt", "w", encoding="utf-8").write(t)
pdf(f"{W}/concept-note-a.fodt", "libreoffice-pdfa2b.pdf", SelectPdfVersion=2, UseTaggedPDF=False, PDFUACompliance=False, **common)

# budget.xlsx -> landscape A4, head row repeated on each page, total by formula
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill, Border, Side, Alignment
wb = Workbook(); ws = wb.active; ws.title = "Annex B budget"
ws.append(["Code", "Budget line", "Unit", "Quantity", "Unit cost (USD)", "Year 1 (USD)", "Year 2 (USD)", "Total (USD)", "Source", "Remarks"])
lines = [("Staff", ["Project manager", "Engineer, water supply", "Field assistant, North Maro", "Field assistant, South Maro", "Finance clerk"]), ("Works", ["Drilling, per metre", "Lining", "Pump, hand", "Apron and drain", "Access track"]), ("Training", ["Committee workshop", "Trainer fees", "Printed guide", "Exchange visit"]), ("Tests", ["Sampling kit", "Laboratory", "Courier"]), ("Travel", ["Vehicle hire", "Fuel", "Daily allowance"])]
i = 1
for k, (grp, ls) in enumerate(lines):
    ws.append([f"{k+1}", grp]); [setattr(c, "font", Font(name="Liberation Sans")) for c in ws[ws.max_row]]
    for j, l in enumerate(ls):
        r = ws.max_row + 1; q = 3 + (i * 7) % 23; u = 120 + (i * 577) % 1900; i += 1
        ws.append([f"{k+1}.{j+1}", l, ("month", "piece", "day")[j % 3], q, u, f"=ROUND(D{r}*E{r}*0.6,0)", f"=D{r}*E{r}-F{r}", f"=F{r}+G{r}", ("Fund", "Government", "Fund")[i % 3], "subject to tender" if j % 4 == 1 else ""])
r = ws.max_row + 1
ws.append(["", "Total", "", "", "", f"=SUM(F2:F{r-1})", f"=SUM(G2:G{r-1})", f"=SUM(H2:H{r-1})"])
thin = Side(style="thin", color="888888")
for row in ws.iter_rows(min_row=1, max_row=r, max_col=10):
    for c in row:
        c.border = Border(thin, thin, thin, thin)
        if c.row in (1, r): c.font = Font(name="Liberation Sans"); c.fill = PatternFill("solid", fgColor="D6E6F2")
        elif c.font.b is not True: c.font = Font(name="Liberation Sans")
        if c.row == 1: c.alignment = Alignment(wrap_text=True, vertical="top")
        if c.column in (5, 6, 7, 8) and c.row > 1: c.number_format = "#,##0"
for col, w in zip("ABCDEFGHIJ", (7, 30, 9, 10, 13, 13, 13, 14, 14, 20)): ws.column_dimensions[col].width = w
ws["J2"] = "see the rules"; ws["J2"].hyperlink = "https://example.org/fund/rules"
ws.page_setup.orientation = "landscape"; ws.page_setup.paperSize = 9; ws.page_setup.fitToWidth = 1; ws.page_setup.fitToHeight = 0; ws.sheet_properties.pageSetUpPr.fitToPage = True
ws.print_title_rows = "1:1"; ws.oddHeader.left.text = '&"Liberation Sans,Regular"Annex B – Budget'; ws.oddFooter.right.text = '&"Liberation Sans,Regular"Page &P of &N'
wb.properties.title = "Annex B: Budget, community water points"; wb.properties.creator = "Finance unit (example)"
wb.save(f"{W}/budget.xlsx"); shutil.copy(f"{W}/budget.xlsx", f"{HERE}/src/budget.xlsx")
pdf(f"{W}/budget.xlsx", "libreoffice-sheet-landscape.pdf", "calc_pdf_Export", UseTaggedPDF=True, ExportBookmarks=True)
