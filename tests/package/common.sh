# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by tests/package/packages and tests/package/chroot, which set `root` to the project's folder and `work` to one of
# their own: builds the Debian packages and tries them where they are installed.
# shellcheck shell=bash disable=SC2154

say() { printf '%s\n' "$*" >&2; }
fail() { say "FAILED: $*"; exit 1; }
skip() { say "SKIPPED: $*"; exit 77; }
# needs PROGRAM...: CI has them all.
needs() {
    local program
    for program; do
        command -v "$program" >/dev/null && continue
        [ -z "${CI:-}" ] || fail "$program is not installed"
        skip "$program is not installed"
    done
}

# await SECONDS COMMAND...: until it is true.
await() {
    local left=$(($1 * 10))
    shift
    until "$@"; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || return 1
        sleep 0.1
    done
}

# The source as it is kept, without what lies about beside it.
copy_source() {
    mkdir -p "$1"
    if git -C "$root" rev-parse --git-dir >/dev/null 2>&1; then
        git -C "$root" ls-files -z --cached --others --exclude-standard | tar -C "$root" --null -T - -c 2>/dev/null | tar -C "$1" -x
    else
        tar -C "$root" --exclude=./build -c . | tar -C "$1" -x
    fi
}

version_of() { sed -n '1s/.*(\(.*\)).*/\1/p' "$root/debian/changelog"; }

# what_is_left CHANGED BASE: paths that the overlay CHANGED has over BASE, one a line, beside what dpkg, caches of the system
# and lists that others keep are. A folder or a file that is as it was is none.
what_is_left() {
    local path
    find "$1" -mindepth 1 \( -type f -o -type l -o -type d -empty \) -printf '/%P\n' | grep -vE \
        -e '^/(tmp|run|dev|proc|sys|packages)(/|$)' -e '^/var/(lib/dpkg|lib/apt|log|cache)(/|$)' \
        -e '^/etc/(ld\.so\.cache|mailcap)$' -e '^/usr/share/applications/mimeinfo\.cache$' \
        -e '^/usr/share/icons/hicolor/icon-theme\.cache$' \
        | while IFS= read -r path; do
            [ -d "$1$path" ] && [ ! -L "$1$path" ] && [ -d "$2$path" ] && continue
            cmp -s "$1$path" "$2$path" || printf '%s\n' "$path"
        done
}

# try_hub IN: starts the command of the unit below the root IN as some user of no importance, with as many descriptors as
# the unit wants and the machine gives; on a free port, since 3000 may be taken.
try_hub() {
    local in=$1 user=61234 hard
    hard=$(ulimit -Hn)
    [ "$hard" = unlimited ] || [ "$hard" -gt 1048576 ] || say "descriptors: $hard of 1048576, more this machine does not give"
    install -d -m 0755 "$in/tmp/tried"
    cp "$root/debian/tests/hub" "$in/tmp/tried/"
    install -d -o $user -g $user "$in/tmp/tried/home"
    local limit=1048576
    [ "$hard" = unlimited ] || [ "$hard" -ge "$limit" ] || limit=$hard
    chroot "$in" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/tmp/tried/home TMPDIR=/tmp/tried/home \
        prlimit --nofile="$limit:$limit" setpriv --reuid $user --regid $user --clear-groups --no-new-privs \
        --bounding-set=-all /tmp/tried/hub || fail "the hub that was installed"
    # its own configuration, as the unit names it
    local command
    command=$(sed -n 's/^ExecStart=//p' "$in"/lib/systemd/system/fanlightd.service)
    [ -n "$command" ] || fail "the unit starts nothing"
    # shellcheck disable=SC2086
    chroot "$in" /usr/bin/env -i PATH=/usr/bin:/bin setpriv --reuid $user --regid $user --clear-groups $command --check-config \
        || fail "the configuration that comes with the package"
    rm -rf "$in/tmp/tried"
}
