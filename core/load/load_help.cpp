// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/command_line.h"

#include "load/expectation.h"
#include "options/option_help.h"

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

QString loadHelp()
{
    QString text
        = u"Usage: fanlight-load --target URL [options]\n"
          "Load-tests a hub of Server-Sent Events: opens streams, publishes, checks every\n"
          "event.\n"_s
        + exampleHelp({{u"fanlight-load --target http://localhost:3000 --publish-rate 1000"_s,
                           u"1,000 streams for half a minute, and what they received of it"_s},
            {u"fanlight-load --target http://localhost:3000 --clients 5000 --ramp 20s \\\n"
             "      --duration 2m --publish-rate 200 --publish-to all --expect 'p99<50ms'"_s,
                u"events to all of 5,000; exits with 1 when they are slower"_s},
            {u"fanlight-load --scenario morning.yml --html report.html"_s,
                u"what stands in a file of Artillery's form, with charts of it"_s}})
        + groupedHelp(loadOptionSpecs(), {}) + u"\nFigures for --expect:\n"_s;
    constexpr HelpLayout Layout{.column = 20};
    for (const Expectation::Figure& figure : Expectation::figures())
        text += Layout.entry(figure.name, figure.help);
    return text + uR"(
Times are 500ms, 30s, 10m, 1h, a number alone is seconds (in --expect:
milliseconds); shares 5%; sizes 200, 2KiB.
Before the test, and twice a second during it, the target is asked for
/api/stats, as "Fanlight load tester": what a Fanlight hub says of itself stands
beside the tester's figures. Secrets are masked in whatever is printed or
written.

Exit code: 0 when something was tested and all that was expected was met; 1 when
an expectation, or an `expect` of the scenario, was not met, or nothing was
tested (no stream, no request, no publish succeeded); 2 for a wrong option or
file; 130 when it was interrupted, whose report says "not finished".
)"_s;
}

} // namespace fanlight
