#!/usr/bin/env bash
# Whole-process time, start and grammars included, of the release binary against `pdftotext -layout`: on the source document as text
# against a PDF of it, and on PDFs of three producers, both reading the same file. Runs alternate, so that both meet the same machine;
# the ratio of the medians is what counts.
# Usage: benches/process.sh [RUNS] [FOLDER OF PDFS]
set -euo pipefail
cd "$(dirname "$0")/.."

runs=${1:-41}
folder=${2:-../shared/corpus/seed-pdf}
text=fixtures/3162-qd-ubnd-son-la/source.txt

if ! command -v pdftotext >/dev/null; then
    echo "skipped: pdftotext is not there (Debian: apt install poppler-utils)"
    exit 0
fi
cargo build --release --quiet
kehoach=${CARGO_TARGET_DIR:-target}/release/kehoach

# Microseconds that a command takes.
took() {
    local start=${EPOCHREALTIME/[.,]/}
    "$@" >/dev/null 2>&1
    echo $((${EPOCHREALTIME/[.,]/} - start))
}
median() {
    sort -n | sed -n "$((runs / 2 + 1))p"
}
# How long we take on one file, pdftotext on another.
compare() {
    local ours=() theirs=()
    took "$kehoach" "$1" >/dev/null
    took pdftotext -layout "$2" - >/dev/null
    for _ in $(seq "$runs"); do
        ours+=("$(took "$kehoach" "$1")")
        theirs+=("$(took pdftotext -layout "$2" -)")
    done
    ours=$(printf '%s\n' "${ours[@]}" | median)
    theirs=$(printf '%s\n' "${theirs[@]}" | median)
    awk -v file="$(basename "$1")" -v ours="$ours" -v theirs="$theirs" \
        'BEGIN { printf "%-22s %12.1f ms %12.1f ms %8.2f\n", file, ours / 1000, theirs / 1000, ours / theirs }'
}

printf '%-22s %15s %15s %8s   (medians of %d runs each, alternating)\n' "" kehoach "pdftotext" ratio "$runs"
[ -f "$folder/a_libreoffice.pdf" ] && compare "$text" "$folder/a_libreoffice.pdf"
for pdf in a_libreoffice b_chromium c_typst; do
    if [ -f "$folder/$pdf.pdf" ]; then
        compare "$folder/$pdf.pdf" "$folder/$pdf.pdf"
    else
        echo "skipped: $folder/$pdf.pdf is not there"
    fi
done
