// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/report.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

const char* loadVerdictName(LoadVerdict verdict)
{
    constexpr std::array names{"passed", "not met", "nothing tested", "not finished", "failed"};
    return names[static_cast<std::size_t>(verdict)];
}

double LoadReport::publishedPerSecond() const
{
    if (publishSeconds <= 0)
        return perSecond(totals.published);
    // what was kept exactly is exactly that, whatever a division leaves
    constexpr double Digits = 1e6;
    return std::round(double(totals.published) / publishSeconds * Digits) / Digits;
}

double LoadReport::average(quint64 count) const
{
    constexpr double Digits = 1e6;
    return eventSeconds > 0 ? std::round(double(count) / eventSeconds * Digits) / Digits
                            : perSecond(count);
}

LoadVerdict LoadReport::verdict() const
{
    if (!failure.isEmpty())
        return LoadVerdict::Failed;
    if (wasStopped)
        return LoadVerdict::NotFinished;
    if (!nothingTested().isEmpty())
        return LoadVerdict::NothingTested;
    return expectationsMet() && totals.failedExpects == 0 ? LoadVerdict::Passed
                                                          : LoadVerdict::NotMet;
}

QString LoadReport::nothingTested() const
{
    const LoadTotals& t = totals;
    if (t.arrived == 0 && t.published == 0)
        return u"Nothing was tested: nobody arrived and nothing was published."_s;
    if (t.arrived > 0 && t.opened + t.requests == 0)
        return u"Nothing was tested: no stream was opened and no request was answered as it should be."_s;
    if (scenario.publishing.rate > 0 && t.published == 0)
        return u"Nothing was tested: not one message could be published."_s;
    if (t.published > 0 && t.accepted == 0)
        return u"Nothing was tested: not one publish was accepted."_s;
    return {};
}

bool LoadReport::expectationsMet() const
{
    return std::all_of(expectations.begin(), expectations.end(),
        [](const ExpectationResult& result) { return result.met; });
}

} // namespace fanlight
