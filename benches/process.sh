#!/usr/bin/env bash
# Whole-process time, start and grammars included, of the release binary on the source document against `pdftotext -layout` on a
# PDF of the same document. Runs alternate, so that both meet the same machine; the ratio of the medians is what counts.
# Usage: benches/process.sh [RUNS] [PDF]
set -euo pipefail
cd "$(dirname "$0")/.."

runs=${1:-41}
pdf=${2:-../shared/corpus/seed-pdf/a_libreoffice.pdf}
source=fixtures/3162-qd-ubnd-son-la/source.txt

if ! command -v pdftotext >/dev/null; then
    echo "skipped: pdftotext is not there (Debian: apt install poppler-utils)"
    exit 0
fi
if [ ! -f "$pdf" ]; then
    echo "skipped: $pdf is not there"
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

ours=() theirs=()
took "$kehoach" "$source" >/dev/null
took pdftotext -layout "$pdf" - >/dev/null
for _ in $(seq "$runs"); do
    ours+=("$(took "$kehoach" "$source")")
    theirs+=("$(took pdftotext -layout "$pdf" -)")
done
ours=$(printf '%s\n' "${ours[@]}" | median)
theirs=$(printf '%s\n' "${theirs[@]}" | median)
awk -v ours="$ours" -v theirs="$theirs" -v runs="$runs" 'BEGIN {
    printf "kehoach convert    %7.1f ms\npdftotext -layout  %7.1f ms\nratio              %7.2f   (median of %d runs each, alternating)\n",
        ours / 1000, theirs / 1000, ours / theirs, runs
}'
