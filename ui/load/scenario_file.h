// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/scenario.h"

#include <QCoreApplication>
#include <QStringList>

#include <optional>

namespace fanlight {

// The scenario file that was opened last: what could not be taken of it, or why none of it. Main
// thread; a member of the page.
class ScenarioFile {
    Q_DECLARE_TR_FUNCTIONS(fanlight::ScenarioFile)
public:
    // Nothing: error() says why.
    std::optional<LoadScenario> open(const QString& path);
    const QStringList& notes() const { return m_notes; } // "x.yml: …", what it says in vain
    const QString& error() const { return m_error; }
    void forgetError() { m_error.clear(); }

    // Says how it went: "scenario saved to …".
    static QString save(const QString& path, const LoadScenario& scenario);

private:
    QStringList m_notes;
    QString m_error;
};

} // namespace fanlight
