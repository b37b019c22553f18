// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/scenario.h"

#include <QString>

#include <chrono>
#include <cstdint>

// How values of fanlight-load's options are read, each into its part of a scenario. Empty when it
// was taken, else what is wrong and what is accepted, without the option's name. Pure; any thread.
namespace fanlight::load_values {

QString setDuration(std::chrono::milliseconds& to, const QString& text);
QString setWhole(std::int64_t& to, const QString& text, std::int64_t least, std::int64_t most);
QString setRate(double& to, const QString& text); // a second
QString setShare(double& to, const QString& text); // "5%"; a number alone could be a part, too
QString setPayloadSize(LoadPublishing& publishing, const QString& text); // "200", "200..2KiB"
QString setPublishTo(LoadPublishing& publishing, const QString& text);
QString setSlowRate(LoadScenario& scenario, const QString& text); // bytes a second
// "5%/30s": the share, how often.
QString setDrop(LoadScenario& scenario, const QString& text);
// "10s,rate=10..200,max=1050,name=warm up"; a name is the rest, commas and all.
QString addPhase(LoadScenario& scenario, const QString& text);
// An Authorization of who publishes; @FILE: what is in there.
QString addToken(LoadPublishing& publishing, const QString& text);
QString addExpectation(LoadScenario& scenario, const QString& text);

} // namespace fanlight::load_values
