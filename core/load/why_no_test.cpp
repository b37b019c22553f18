// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/why_no_test.h"

#include "load/command_line.h"
#include "load/load_plan.h"
#include "load/secrets.h"

#include <QSaveFile>

#include <array>
#include <utility>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

// Whether the reports can be written, each in its own place.
QString checkReports(const LoadArguments& arguments)
{
    const std::array reports{std::pair("json"_L1, arguments.json),
        std::pair("csv"_L1, arguments.csv), std::pair("html"_L1, arguments.html)};
    for (std::size_t i = 0; i < reports.size(); ++i) {
        const auto& [option, path] = reports[i];
        if (path.isEmpty())
            continue;
        for (std::size_t j = 0; j < i; ++j) {
            if (path == reports[j].second)
                return u"--%1: is to be written where --%2 is"_s.arg(option, reports[j].first);
        }
        if (path == "-"_L1)
            continue;
        QSaveFile file(path); // leaves nothing behind, and what is there as it is
        if (!file.open(QIODevice::WriteOnly))
            return u"--%1: cannot write %2: %3"_s.arg(option, path, file.errorString());
        file.cancelWriting();
    }
    return {};
}

} // namespace

QString whyNoTest(const LoadArguments& arguments)
{
    if (!arguments.hasTarget)
        return u"--target: say where to test: http://host:port"_s;
    const LoadPublishing& publishing = arguments.scenario.publishing;
    if (publishing.rate == 0 && !(publishing == LoadPublishing()))
        return u"--publish-rate: say how many messages a second; without it nothing would be published"_s;
    QString error;
    LoadPlan::make(arguments.scenario, error);
    if (error.isEmpty())
        error = descriptorProblem(arguments.scenario);
    if (error.startsWith("clients' file"_L1))
        error.replace(0, 13, u"--clients-file"_s);
    else if (error.startsWith("token file"_L1))
        error.replace(0, 10, u"--token-file"_s);
    else if (error.startsWith("ca file"_L1))
        error.replace(0, 7, u"--ca-file"_s);
    else if (error.startsWith("clients: "_L1))
        error.prepend(u"--"_s);
    return error.isEmpty() ? checkReports(arguments) : withoutSecrets(error);
}

} // namespace fanlight
