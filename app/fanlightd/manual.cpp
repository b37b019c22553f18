// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manual.h"

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

ManualPage hubManual(const std::vector<OptionSpec>& options)
{
    return {.name = u"fanlightd"_s,
        .section = 8,
        .purpose = u"Server-Sent Events hub without a window"_s,
        .synopsis = {u"fanlightd [options]"_s, u"fanlightd --check-config [options]"_s,
            u"fanlightd --check [URL|/PATH] [options]"_s,
            u"fanlightd --examine URL [--json] [options]"_s},
        .before = {{u"DESCRIPTION"_s,
            uR"(fanlightd takes notifications over HTTP, or from other instances through Redis, and sends them as Server-Sent Events to the browsers and programs that hold a stream open for them. It stays in the foreground, and says on standard output where it listens, once it does:

    Fanlight listening on http://127.0.0.1:3000 (memory)

Streams are read at /api/notifications?userId=NAME, and published to at /api/publish. All routes are described by the hub itself, at /api/openapi.json; figures in the text format of Prometheus are at /metrics.

On loopback everything is open. A hub that other machines can reach starts only with a token for those who publish and with a way to know whose stream it is; the line that refuses the start names the options.)"_s}},
        .optionsText
        = uR"(An option is given as --name value or as --name=value. Durations are 500ms, 15s, 10m, 1h or 7d, sizes 200, 64KiB or 1MiB.

Options of the hub may also stand in the environment and in a file, see fanlight.conf(5). The command line goes before the environment, that before the file.)"_s,
        .options = options,
        .after
        = {{u"ENVIRONMENT"_s,
               uR"(* FANLIGHT_NAME :: Each option of the hub, with underscores for the hyphens: FANLIGHT_MAX_LIFETIME=15m is --max-lifetime 15m. An empty variable is as good as none.

* FANLIGHT_CONFIG :: The file of options, as --config.

* FANLIGHT_TOKEN :: Who asks, for --examine.

* NOTIFY_SOCKET, WATCHDOG_USEC :: Where a service manager is told that the hub is ready, reloads, lives and ends, and how often it wants a sign of life; see sd_notify(3).

* LISTEN_PID, LISTEN_FDS, LISTEN_FDNAMES :: Sockets that a service manager has opened, which go before --listen; see sd_listen_fds(3).

* JOURNAL_STREAM :: Where stderr is the journal of systemd, lines have a level for it, and no time of their own.)"_s},
            {u"FILES"_s,
                uR"(* /etc/fanlight/fanlightd.conf :: The file of options of the system's hub, which its service names with --config.

* ~/.config/fanlight/fanlight.conf :: The settings of the window, whose options of the hub count where no --config is given.

* /etc/xdg/fanlight/fanlight.conf :: Likewise, for all users of the machine.)"_s},
            {u"SIGNALS"_s,
                uR"(* SIGTERM, SIGINT :: The hub drains and ends: it listens no longer, answers what was asked, gives each stream what is on its way, a time to come back after, and a clean end.

* SIGHUP :: Log file, audit file and figures are opened anew, which logrotate(8) wants; certificate, key and authorities of TLS are read anew, for those who connect from then on.)"_s},
            {u"EXIT STATUS"_s,
                uR"(* 0 :: The hub has ended as it was asked to; the configuration will do; the hub that was asked is well.

* 1 :: The hub could not start, for instance since its port is in use; something stands wrong in the environment or in a file (--check-config); the hub does not answer, or not well (--check); something is bad (--examine).

* 2 :: An option is wrong, or a file that one names; with --check-config: the command line is wrong.)"_s},
            {u"EXAMPLES"_s, uR"(A hub for this machine alone, a stream of it, and a notification:

    fanlightd &
    curl -N 'http://localhost:3000/api/notifications?userId=42' &
    curl http://localhost:3000/api/publish -d '{"userId":"42","data":"hello"}'

A hub behind a proxy on the same machine, over a Unix socket:

    fanlightd --listen unix:/run/fanlight/hub.sock --host hub.example.com \
        --trusted-proxy unix --publish-token @/etc/fanlight/publish.token \
        --jwt-key /etc/fanlight/issuer.pem

Whether its configuration will do, and whether it lives:

    fanlightd --config /etc/fanlight/fanlightd.conf --check-config
    fanlightd --config /etc/fanlight/fanlightd.conf --check)"_s},
            {u"SEE ALSO"_s,
                u"fanlight(1), fanlight-load(1), fanlight.conf(5), curl(1), redis-server(1), "
                "systemctl(1)"_s}}};
}

ManualPage configManual(const std::vector<OptionSpec>& options)
{
    ManualPage page{.name = u"fanlight.conf"_s,
        .section = 5,
        .purpose = u"options of a Server-Sent Events hub in a file"_s,
        .synopsis = {u"/etc/fanlight/fanlightd.conf"_s, u"~/.config/fanlight/fanlight.conf"_s},
        .before = {{u"DESCRIPTION"_s,
            uR"(fanlightd(8) reads the file that --config names; without that option it reads, as fanlight(1) does, the settings file of the window, which the Settings page of the window writes.

A line is empty, a remark, the name of a section in brackets, or an option as name = value. Options of the hub stand below [hub]; other sections are those of the window, and left out by the hub. A remark has # or ; at the beginning of its line; behind a value there is none. Blanks around names and values do not count; a value that needs them stands in quotation marks. A backslash is written \\, a quotation mark within them \". An option without a value, name =, is as good as absent. What may be given several times on the command line may have several lines, or one with commas between. The file is UTF-8, of 1 MiB at most.

What the environment or the command line says goes before the file. In a file for --config a name that is unknown, one that stands twice, or a value that is not taken keeps the hub from starting, and is said with the line; fanlightd --check-config says all that is wrong at once.

The file may hold tokens and secrets, or, better, name the files that do: @/etc/fanlight/publish.token. Files are named from the root, since a service runs in no folder in particular.)"_s}},
        .optionsHeading = u"OPTIONS"_s,
        .isFile = true,
        .after = {{u"FILES"_s, uR"(* /etc/fanlight/fanlightd.conf :: That of the system's hub.

* ~/.config/fanlight/fanlight.conf :: That of the window, and of a hub that a person starts.

* /etc/xdg/fanlight/fanlight.conf :: Likewise, for all users of the machine; that of the user goes before it.)"_s},
            {u"EXAMPLES"_s, uR"(    [hub]
    # for the reverse proxy on this machine
    listen = unix:/run/fanlight/hub.sock
    trusted-proxy = unix
    host = hub.example.com
    publish-token = @/etc/fanlight/publish.token
    jwt-key = /etc/fanlight/issuer.pem
    # all instances behind one Redis
    broker = redis://127.0.0.1:6379/0
    max-lifetime = 15m)"_s},
            {u"SEE ALSO"_s, u"fanlightd(8), fanlight(1)"_s}}};
    std::copy_if(options.begin(), options.end(), std::back_inserter(page.options),
        [](const OptionSpec& spec) { return *spec.settingsGroup != '\0'; });
    return page;
}

} // namespace fanlight
