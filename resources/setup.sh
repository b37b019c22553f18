# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by app/run and tests/run, which set `root` to the project's folder: installs what is missing
# and builds. Everything it says goes to stderr, so that stdout stays the program's own.
# shellcheck shell=bash

say() { printf 'fanlight: %s\n' "$*" >&2; }
die() { say "$@"; exit 1; }

# The packages of the given sections of packages.txt, one a line.
packages_of() {
    awk -v wanted=" $* " '/^\[/ { take = index(wanted, " " substr($0, 2, length($0) - 2) " ") }
        take && /^[a-z0-9]/ { print $1 }' "$root/resources/packages.txt"
}

# Those of the given packages that are not installed.
missing_of() {
    comm -23 <(printf '%s\n' "$@" | LC_ALL=C sort) \
        <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null \
            | awk '$1 == "installed" { print $2 }' | LC_ALL=C sort)
}

# Runs a command with its output in a log, and shows the log only when the command fails.
quietly() {
    local log
    log=$(mktemp)
    if "$@" </dev/null >"$log" 2>&1; then
        rm -f "$log"
        return 0
    fi
    cat "$log" >&2
    rm -f "$log"
    return 1
}

# install_packages SECTION...: installs what is missing of these sections; never asks.
install_packages() {
    local wanted missing as_root=()
    mapfile -t wanted < <(packages_of "$@")
    if ! command -v dpkg-query >/dev/null; then
        say "no dpkg here; what the build needs is listed, by its Debian names, in resources/packages.txt"
        return 0
    fi
    mapfile -t missing < <(missing_of "${wanted[@]}")
    [ ${#missing[@]} -eq 0 ] && return 0

    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null \
            || die "packages are missing; type: sudo apt-get update && sudo apt-get install --no-install-recommends ${missing[*]}"
        as_root=(sudo -n)
    fi
    say "installing ${missing[*]}"
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=300)
    # The package lists are fetched only when the ones at hand do not lead to every package.
    "${apt[@]}" install --no-install-recommends "${missing[@]}" </dev/null >/dev/null 2>&1 && return 0
    quietly "${apt[@]}" update && quietly "${apt[@]}" install --no-install-recommends "${missing[@]}" \
        || die "these packages could not be installed: ${missing[*]}"
}

# install_node_packages: what the tests run of the Node world, into build/node. Without it they are skipped, so that a
# machine that cannot reach npm runs the rest. Artillery, nine tenths of it, is installed only where Node.js can run it.
install_node_packages() {
    command -v node >/dev/null || install_packages node
    npm_ci "$root/tests/e2e/node" "$root/build/node"
    if node -e 'process.exit(parseInt(process.versions.node) < 20)' 2>/dev/null; then
        npm_ci "$root/tests/e2e/node/artillery" "$root/build/node/artillery"
    fi
}

# npm_ci SOURCE FOLDER: what the lock file in SOURCE names, into FOLDER/node_modules; once for a lock file.
npm_ci() {
    mkdir -p "$2"
    cmp -s "$1/package-lock.json" "$2/installed" && return 0
    cp "$1/package.json" "$1/package-lock.json" "$2/"
    say "installing what the tests run of the Node world, from npm"
    find_npm
    if quietly "${npm[@]}" --prefix "$2" ci --ignore-scripts --omit=optional --no-audit --no-fund --no-update-notifier; then
        cp "$1/package-lock.json" "$2/installed"
    else
        say "npm could not install them; the tests that need them are skipped"
    fi
}

# The command line of npm, in `npm`. Where none is installed it is fetched from where npm itself is, into build/npm: Debian's
# brings 400 packages along, and nothing but this uses it. Debian's is what remains where that cannot be fetched.
npm_version=10.8.3 # the last that Debian's Node.js 18 runs
npm_sha512=d08425c8062f56d43bb8e84315864218af2492eb769e1f1ca40740f44e85bd148969382d651660363942e5909cb7ffcbef7ca0ae963ddc2c57a51243b4da8f56
find_npm() {
    npm=(npm)
    command -v npm >/dev/null && return 0
    local folder=$root/build/npm registry=${npm_config_registry:-https://registry.npmjs.org}
    npm=(node "$folder/package/bin/npm-cli.js")
    [ -f "${npm[1]}" ] && return 0
    mkdir -p "$folder"
    if curl -fsSL --max-time 120 "${registry%/}/npm/-/npm-$npm_version.tgz" -o "$folder/npm.tgz" 2>/dev/null \
        && echo "$npm_sha512  $folder/npm.tgz" | sha512sum --check --status \
        && tar -xzf "$folder/npm.tgz" -C "$folder"; then
        rm "$folder/npm.tgz"
    else
        rm -rf "$folder"
        install_packages npm
        npm=(npm)
    fi
}

# Warnings are errors in CI. Both presets build in build/release.
release_preset() { if [ -n "${CI:-}" ]; then echo ci; else echo release; fi; }

# build PRESET [TARGET...]: configures and builds, one build of a folder at a time; quiet unless it
# fails, with Ninja's progress line on a terminal.
build() {
    local preset=$1 started=$SECONDS runner=quietly
    shift
    [ -t 2 ] && runner=
    mkdir -p "$root/build"
    (
        cd "$root" && flock 9 \
            && quietly cmake --preset "$preset" \
            && $runner cmake --build --preset "$preset" ${1:+--target "$@"} 9>&- >&2
    ) 9>"$root/build/.lock" || die "the build failed (preset $preset)"
    say "built in $((SECONDS - started)) s"
}
