#!/usr/bin/env bash
# Makes a browser and a Chinese font available to the browser tests (浏览器测试).
# Does nothing where they are; says so plainly, and still ends well, where they cannot be had.
# Usage: install_browser.sh FOLDER   (a folder on the tests' PATH, such as .venv/bin)
set -u
folder=$1

works() { command -v "$1" >/dev/null && "$1" --version >/dev/null 2>&1; }

find_browser() {
    local name
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        # On Ubuntu chromium-browser may be a stub that only asks for a snap.
        works "$name" && command -v "$name" && return
    done
    return 1
}

has_chinese_font() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh)" ]; }

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        # Without a terminal nobody can type a password.
        if [ -t 0 ]; then sudo "$@"; else sudo -n "$@"; fi
    else
        return 1
    fi
}

install_packages() {
    command -v apt-get >/dev/null || return 1
    echo "Installing for the browser tests: $*"
    as_root apt-get update -qq &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}

has_chinese_font || install_packages fontconfig fonts-noto-cjk ||
    echo "No Chinese font: pictures will show boxes. Install fonts-noto-cjk." >&2
find_browser >/dev/null || install_packages chromium

if ! browser=$(find_browser); then
    echo "THE BROWSER TESTS WILL BE SKIPPED: no Chromium was found and none could be installed." \
        "Install Chromium or Google Chrome (Debian: apt-get install chromium; Ubuntu:" \
        "snap install chromium, or Google's own package), then run make test again." >&2
    exit 0
fi
# The tests look for one name; a wrapper gives it to a browser that has another.
if ! command -v chromium >/dev/null || ! works chromium; then
    printf '#!/bin/sh\nexec "%s" "$@"\n' "$browser" >"$folder/chromium"
    chmod +x "$folder/chromium"
fi
