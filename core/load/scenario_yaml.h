// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/scenario.h"

#include <QByteArray>

namespace fanlight {

constexpr qint64 MostScenarioBytes = 1 << 20; // of a file

// A scenario in Artillery's form ("Artillery test scripts": config.target, config.phases,
// config.http, config.payload, config.variables, config.environments, config.ensure, scenarios.flow
// with get, post, think, loop), with an `sse:` section below config, and below a get, for what
// Artillery does not know.
struct ScenarioReading {
    LoadScenario scenario;
    // "line 12: config.phases[1].arivalRate: unknown; did you mean arrivalRate?"; empty: it was
    // read
    QString error;
    bool hasTarget = false; // it says where
    QStringList ignored; // what Artillery takes and makes no difference here, each with its reason
};
// `folder`: what relative paths in it (config.payload.path) start from. `environment`: which of
// config.environments; a file that has some is not read without.
ScenarioReading readScenario(
    const QByteArray& yaml, const QString& folder, const QString& environment = {});
// What readScenario() reads back as the same scenario, and Artillery runs as far as it can.
QByteArray writeScenario(const LoadScenario& scenario);

} // namespace fanlight
