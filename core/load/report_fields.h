// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/report.h"

#include <array>

// The numbers of a report by name, for what writes and reads all of them.
namespace fanlight::report_fields {

template <class Object, class Number> struct Field {
    const char* name;
    Number Object::*member;
};
using Total = Field<LoadTotals, quint64>;
using SampleCount = Field<LoadSample, quint64>;
using SampleFigure = Field<LoadSample, double>;
using TesterFigure = Field<TesterLoad, double>;
using HubCount = Field<HubFigures, quint64>;

inline constexpr std::array Totals{
    Total{"arrived", &LoadTotals::arrived},
    Total{"notAdmitted", &LoadTotals::notAdmitted},
    Total{"mostClients", &LoadTotals::mostClients},
    Total{"opened", &LoadTotals::opened},
    Total{"reconnects", &LoadTotals::reconnects},
    Total{"closedByHub", &LoadTotals::closedByHub},
    Total{"dropped", &LoadTotals::dropped},
    Total{"requests", &LoadTotals::requests},
    Total{"failed", &LoadTotals::failed},
    Total{"unanswered", &LoadTotals::unanswered},
    Total{"errors", &LoadTotals::errors},
    Total{"published", &LoadTotals::published},
    Total{"accepted", &LoadTotals::accepted},
    Total{"refused", &LoadTotals::refused},
    Total{"events", &LoadTotals::events},
    Total{"unmarked", &LoadTotals::unmarked},
    Total{"comments", &LoadTotals::comments},
    Total{"bytes", &LoadTotals::bytes},
    Total{"expected", &LoadTotals::expected},
    Total{"received", &LoadTotals::received},
    Total{"lost", &LoadTotals::lost},
    Total{"unread", &LoadTotals::unread},
    Total{"twice", &LoadTotals::twice},
    Total{"outOfOrder", &LoadTotals::outOfOrder},
    Total{"late", &LoadTotals::late},
    Total{"wrongIds", &LoadTotals::wrongIds},
    Total{"replayed", &LoadTotals::replayed},
    Total{"missedAway", &LoadTotals::missedAway},
    Total{"failedChecks", &LoadTotals::failedChecks},
    Total{"failedExpects", &LoadTotals::failedExpects},
};
inline constexpr std::array SampleCounts{
    SampleCount{"clients", &LoadSample::clients},
    SampleCount{"connecting", &LoadSample::connecting},
    SampleCount{"arrived", &LoadSample::arrived},
    SampleCount{"opened", &LoadSample::opened},
    SampleCount{"events", &LoadSample::events},
    SampleCount{"bytes", &LoadSample::bytes},
    SampleCount{"published", &LoadSample::published},
    SampleCount{"errors", &LoadSample::errors},
    SampleCount{"lost", &LoadSample::lost},
    SampleCount{"twice", &LoadSample::twice},
    SampleCount{"reconnects", &LoadSample::reconnects},
};
inline constexpr std::array SampleFigures{
    SampleFigure{"p50Ms", &LoadSample::p50Ms},
    SampleFigure{"p95Ms", &LoadSample::p95Ms},
    SampleFigure{"p99Ms", &LoadSample::p99Ms},
    SampleFigure{"connectP99Ms", &LoadSample::connectP99Ms},
    SampleFigure{"cpuPercent", &LoadSample::cpuPercent},
    SampleFigure{"publishLagMs", &LoadSample::publishLagMs},
    SampleFigure{"hubConnections", &LoadSample::hubConnections},
    SampleFigure{"hubDelivered", &LoadSample::hubDelivered},
    SampleFigure{"hubCpuPercent", &LoadSample::hubCpuPercent},
    SampleFigure{"hubRssBytes", &LoadSample::hubRssBytes},
};
inline constexpr std::array Tester{
    TesterFigure{"meanCpuPercent", &TesterLoad::meanCpuPercent},
    TesterFigure{"mostCpuPercent", &TesterLoad::mostCpuPercent},
    TesterFigure{"processCpuPercent", &TesterLoad::processCpuPercent},
    TesterFigure{"cpuNsPerEvent", &TesterLoad::cpuNsPerEvent},
    TesterFigure{"publishLagP99Ms", &TesterLoad::publishLagP99Ms},
    TesterFigure{"publishLagMaxMs", &TesterLoad::publishLagMaxMs},
    TesterFigure{"eventsPerRead", &TesterLoad::eventsPerRead},
    TesterFigure{"waitPercent", &TesterLoad::waitPercent},
    TesterFigure{"turnMaxMs", &TesterLoad::turnMaxMs},
};
inline constexpr std::array Hub{
    HubCount{"connects", &HubFigures::connects},
    HubCount{"delivered", &HubFigures::delivered},
    HubCount{"published", &HubFigures::published},
};

} // namespace fanlight::report_fields
