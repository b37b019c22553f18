// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manual.h"

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

ManualPage windowManual(const std::vector<OptionSpec>& options)
{
    return {.name = u"fanlight"_s,
        .section = 1,
        .purpose = u"window onto a Server-Sent Events hub, with the hub inside"_s,
        .synopsis = {u"fanlight [options]"_s, u"fanlight FILE.fanlight [options]"_s,
            u"fanlight --check-config [options]"_s},
        .before = {{u"DESCRIPTION"_s,
            uR"(fanlight shows every connection and every message of the hub that it carries, sends notifications by hand, tests with load, breaks things on purpose, and exports what was measured as CSV. The hub is that of fanlightd(8): browsers and programs reach it at http://localhost:3000 unless --listen says otherwise.

The window needs a display. Without one fanlight says so and ends; fanlightd(8) is the hub without its window. --help, --version, --check-config and --manual need none.)"_s}},
        .optionsText
        = uR"(An option is given as --name value or as --name=value. Durations are 500ms, 15s, 10m, 1h or 7d, sizes 200, 64KiB or 1MiB.

Options of the hub may also stand in the environment and in the settings file, which the Settings page writes; see fanlight.conf(5). The command line goes before the environment, that before the file.)"_s,
        .options = options,
        .after
        = {{u"ENVIRONMENT"_s,
               uR"(* FANLIGHT_NAME :: Each option of the hub, with underscores for the hyphens: FANLIGHT_MAX_LIFETIME=15m is --max-lifetime 15m. An empty variable is as good as none.

* DISPLAY, WAYLAND_DISPLAY, QT_QPA_PLATFORM :: Where the window is shown.)"_s},
            {u"FILES"_s,
                uR"(* ~/.config/fanlight/fanlight.conf :: What the window keeps, options of the hub among it; see fanlight.conf(5).

* ~/.ssh/config :: What ssh knows of the aliases of servers that are reached through it.

* ~/.local/share/fanlight/fanlight :: Templates, what was sent, and runs of load tests.

* /etc/xdg/fanlight/fanlight.conf :: Settings for all users of the machine; that of the user goes before it.)"_s},
            {u"SIGNALS"_s, uR"(* SIGTERM, SIGINT :: The window closes, and its hub drains and ends.

* SIGHUP :: Log file and audit file are opened anew; certificate, key and authorities of TLS are read anew.)"_s},
            {u"EXIT STATUS"_s, uR"(* 0 :: The window was closed; the configuration will do.

* 1 :: There is no display; a capture cannot be opened; something stands wrong in the environment or in a file (--check-config).

* 2 :: An option is wrong, or a file that one names; with --check-config: the command line is wrong.)"_s},
            {u"EXAMPLES"_s, uR"(With 500 test clients and a gentle stream of notifications:

    fanlight --demo 500

A hub on a server, by its address:

    fanlight --connect https://eu-1.example:3000

A capture, without a hub:

    fanlight monday.fanlight

On a screen that is not there, for pictures:

    xvfb-run fanlight --theme dark)"_s},
            {u"SEE ALSO"_s, u"fanlightd(8), fanlight-load(1), fanlight.conf(5)"_s}}};
}

} // namespace fanlight
