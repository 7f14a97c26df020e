#!/usr/bin/env bash
# `kehoach batch` over an archive that is made here: how much faster two jobs are than one, how much memory all its processes hold while
# it runs, and whether a run that was killed ten times ends with the plans of one that was not. Linux; needs room for twice the archive.
# Usage: benches/batch.sh [DOCUMENTS [FOLDER]]
set -euo pipefail
cd "$(dirname "$0")/.."

documents=${1:-10000}
folder=${2:-$(mktemp -d)}
runs=9
cargo build --release --quiet
cargo run --release --quiet --example archive -- "$folder/archive" "$documents"
kehoach=$PWD/${CARGO_TARGET_DIR:-target}/release/kehoach
cd "$folder"

# Seconds for one of the ten years of the archive.
took() {
    rm -rf once
    local start=${EPOCHREALTIME/[.,]/}
    "$kehoach" --quiet batch 'archive/tốt/Năm 2016' -o once --jobs "$1"
    awk -v micro=$((${EPOCHREALTIME/[.,]/} - start)) 'BEGIN { printf "%.2f\n", micro / 1e6 }'
}
for _ in $(seq $runs); do
    echo "$(took 1) $(took 2)"
done | awk '
    { one += $1; two += $2; printf "--jobs 1: %s s   --jobs 2: %s s   %.2f times the rate\n", $1, $2, $1 / $2 }
    END { printf "over all: %.2f times the rate\n", one / two }'

# Resident memory of all processes of the run, twenty times.
rm -rf whole
"$kehoach" --quiet batch archive/tốt -o whole --jobs 2 &
run=$!
resident() {
    ps -o rss= -p "$run" --ppid "$run" | awk '{ sum += $1 } END { printf "%.0f", sum / 1024 }'
}
count() {
    { find "$1" -path "$1/.kehoach" -prune -o -name '*.json' -print 2>/dev/null || true; } | wc -l
}
step=$((documents / 20))
next=$step
while kill -0 "$run" 2>/dev/null; do
    if [ "$(count whole)" -ge "$next" ]; then
        echo "$next documents: $(resident) MiB"
        next=$((next + step))
    fi
    sleep 0.2
done
wait "$run"

# Ten ends without warning, at moments that chance chooses, and the end.
rm -rf killed
for kill in $(seq 10); do
    "$kehoach" --quiet batch archive/tốt -o killed --jobs 2 &
    run=$!
    sleep "$((1 + RANDOM % 10)).$((RANDOM % 10))"
    kill -KILL "$run" 2>/dev/null || true
    wait "$run" 2>/dev/null || true
    echo "killed $kill times: $(count killed) plans"
done
"$kehoach" batch archive/tốt -o killed --jobs 2 2>&1 | tail -n 1
diff -rq --exclude=.kehoach --exclude=run.jsonl whole killed && echo "the same plans"
