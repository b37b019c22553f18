// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/scenario_file.h"

#include "load/scenario_yaml.h"
#include "metrics/whole_file.h"

#include <QFile>
#include <QFileInfo>

namespace fanlight {

std::optional<LoadScenario> ScenarioFile::open(const QString& path)
{
    QFile file(path);
    m_notes.clear();
    m_error.clear();
    ScenarioReading reading;
    if (!file.open(QIODevice::ReadOnly))
        reading.error = file.errorString();
    else if (file.size() > MostScenarioBytes)
        reading.error = tr("more than %1 MiB; that is no scenario").arg(MostScenarioBytes >> 20);
    else
        reading = readScenario(file.readAll(), QFileInfo(path).absolutePath());
    const QString name = QFileInfo(path).fileName();
    if (!reading.error.isEmpty()) {
        m_error = tr("%1: %2").arg(name, reading.error);
        return std::nullopt;
    }
    for (const QString& ignored : reading.ignored)
        m_notes << tr("%1: %2").arg(name, ignored);
    return reading.scenario;
}

QString ScenarioFile::save(const QString& path, const LoadScenario& scenario)
{
    const QString error = writeWholeFile(path, writeScenario(scenario));
    return error.isEmpty() ? tr("scenario saved to %1").arg(path)
                           : tr("scenario not saved: %1").arg(error);
}

} // namespace fanlight
