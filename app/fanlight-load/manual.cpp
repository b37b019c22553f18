// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manual.h"

#include "load/expectation.h"

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

ManualPage loadManual(const std::vector<OptionSpec>& options)
{
    QString figures
        = u"What --expect can bound, with <, <=, =, !=, >= or >: p99<50ms, lost=0, events/s>=10000.\n\n"_s;
    for (const Expectation::Figure& figure : Expectation::figures())
        figures += u"* %1 :: %2\n\n"_s.arg(figure.name, figure.help);
    return {.name = u"fanlight-load"_s,
        .section = 1,
        .purpose = u"load tester for hubs of Server-Sent Events"_s,
        .synopsis
        = {u"fanlight-load --target URL [options]"_s, u"fanlight-load --scenario FILE [options]"_s},
        .before = {{u"DESCRIPTION"_s,
            uR"(fanlight-load opens streams of a hub, publishes, and checks every event that every client receives: what is lost, repeated or out of order, and how long each took. It tests any hub that speaks Server-Sent Events; a Fanlight hub is asked for its own figures, too, which stand beside those of the tester.

A scenario file is one of Artillery's, with phases, flows and the plugin for expectations. Options change what it says, whatever their order.)"_s}},
        .optionsText
        = uR"(An option is given as --name value or as --name=value. Times are 500ms, 30s, 10m or 1h, a number alone is seconds; shares are 5% or 0.05; sizes 200 or 2KiB.)"_s,
        .options = options,
        .after = {{u"FIGURES"_s, figures},
            {u"ENVIRONMENT"_s,
                u"None counts: options stand on the command line, and in a scenario file."_s},
            {u"FILES"_s,
                uR"(Nothing but what options name is read or written. A report is there whole or not at all.)"_s},
            {u"SIGNALS"_s,
                uR"(* SIGINT, SIGTERM, SIGHUP :: The test ends early, and its report says that it is not finished; a second one ends it without a report.)"_s},
            {u"EXIT STATUS"_s, uR"(* 0 :: Something was tested, and all that was expected was met.

* 1 :: An expectation was not met, or nothing was tested: no stream, no request, no publish succeeded.

* 2 :: An option or a file is wrong.

* 130 :: The test was interrupted.)"_s},
            {u"EXAMPLES"_s, uR"(A thousand clients for half a minute, failing where events are lost:

    fanlight-load --target http://localhost:3000 --clients 1000 \
        --duration 30s --expect lost=0 --expect 'p99<50ms')"_s},
            {u"SEE ALSO"_s, u"fanlight(1), fanlightd(8), artillery"_s}}};
}

} // namespace fanlight
