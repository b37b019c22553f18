// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Scenario files of load tests: nothing crashes their reader, what is wrong is said in one line,
// and what was read and is right reads back from what is written of it.
#include "fuzz/split.h"
#include "load/scenario_yaml.h"

#include <cstdio>

using namespace fanlight;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray yaml(reinterpret_cast<const char*>(data), qsizetype(size));
    const ScenarioReading read = readScenario(yaml, QStringLiteral("/folder"));
    fuzz::check(!read.error.contains(u'\n'));
    for (const QString& remark : read.ignored)
        fuzz::check(!remark.contains(u'\n'));
    if (!read.error.isEmpty())
        return 0;
    const QString problem = read.scenario.check();
    fuzz::check(!problem.contains(u'\n'));
    if (!problem.isEmpty())
        return 0;
    fuzz::check(read.scenario.arrivals() <= double(LoadScenario::MostClients));
    fuzz::check(read.scenario.mostAtOnce() >= 0);
    // Headers of one name come together when they are written; from then on nothing changes.
    const QByteArray written = writeScenario(read.scenario);
    const ScenarioReading again = readScenario(written, QStringLiteral("/folder"));
    if (!again.error.isEmpty() || !again.scenario.check().isEmpty()
        || writeScenario(again.scenario) != written) {
        std::fprintf(stderr, "%s\nwas written as\n%s\nand then as\n%s\n", qPrintable(again.error),
            written.constData(), writeScenario(again.scenario).constData());
        fuzz::check(false);
    }
    fuzz::check(again.scenario.phases == read.scenario.phases
        && again.scenario.flows.size() == read.scenario.flows.size());
    return 0;
}
