#!/usr/bin/env bash
# ghostscript-14.pdf: a letter, a PostScript program with pdfmarks; ghostscript-scan.pdf: that letter as a scan (no text).
set -eu; cd "$(dirname "$0")"; O=$PWD/../files; W=$PWD/work; mkdir -p "$W"
gs -q -dSAFER -dBATCH -dNOPAUSE -sDEVICE=pdfwrite -dCompatibilityLevel=1.4 -dEmbedAllFonts=true -dSubsetFonts=true -sOutputFile="$O/ghostscript-14.pdf" -c '<< /NeverEmbed [ ] >> setdistillerparams' -f src/letter.ps
gs -q -dSAFER -dBATCH -dNOPAUSE -sDEVICE=pnggray -r100 -dTextAlphaBits=4 -sOutputFile="$W/scan-%d.png" src/letter.ps
/tmp/outside-venv/bin/python - "$W" <<'PY'
import sys, numpy as np
from PIL import Image, ImageFilter
W = sys.argv[1]; r = np.random.default_rng(7)
a = Image.open(f"{W}/scan-1.png").convert("L").rotate(.7, fillcolor=255, resample=Image.BICUBIC)
b = a.resize((a.width * 3 // 2, a.height * 3 // 2), Image.LANCZOS).filter(ImageFilter.GaussianBlur(.6))
m = np.asarray(b).astype("int16"); m = np.where(r.random(m.shape) < .0004, 0, m)
bi = Image.fromarray((m > 150).astype("uint8") * 255).convert("1")
open(f"{W}/scan-bilevel.raw", "wb").write(bi.tobytes()); open(f"{W}/scan-bilevel.size", "w").write(f"{bi.width} {bi.height}\n")
g = Image.open(f"{W}/scan-2.png").convert("L").rotate(-1.1, fillcolor=238, resample=Image.BICUBIC)
g = np.asarray(g).astype("float32") * .93 + r.normal(0, 1.0, (g.height, g.width)); Image.fromarray(np.clip(g, 0, 255).astype("uint8")).resize((510, 660)).save(f"{W}/scan-gray.jpg", quality=28, optimize=True)
PY
read -r bw bh < "$W/scan-bilevel.size"
cat > "$W/scan.ps" <<PS
%!PS
<< /PageSize [612 792] >> setpagedevice
[ /Title (scan0042.tif) /Creator (Office scanner) /DOCINFO pdfmark
gsave 612 792 scale
/f ($W/scan-bilevel.raw) (r) file def
/s $(( (bw + 7) / 8 )) string def
$bw $bh 1 [$bw 0 0 -$bh 0 $bh] { f s readstring pop } image
grestore showpage
gsave 612 792 scale /DeviceGray setcolorspace
<< /ImageType 1 /Width 510 /Height 660 /BitsPerComponent 8 /Decode [0 1] /ImageMatrix [510 0 0 -660 0 660] /DataSource ($W/scan-gray.jpg) (r) file /DCTDecode filter >> image
grestore showpage
PS
gs -q -dBATCH -dNOPAUSE -dSAFER --permit-file-read="$W/" -sDEVICE=pdfwrite -dCompatibilityLevel=1.5 -dPassThroughJPEGImages=true -dDownsampleMonoImages=false -sOutputFile="$O/ghostscript-scan.pdf" "$W/scan.ps"
ls -l "$O"/ghostscript-*.pdf
