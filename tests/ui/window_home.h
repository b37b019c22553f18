// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>

#include <memory>

namespace fanlight::testing {

// Where a window keeps its settings and what is being written: for each test a new place, with
// nothing of the one who runs them. Main thread.
class WindowHome {
public:
    // Another place from now on; no window may be left of the one before.
    void renew()
    {
        ++m_number;
        qputenv("XDG_DATA_HOME", QFile::encodeName(path(QStringLiteral("data"))));
        openSettings(path(QStringLiteral("settings")));
    }
    void openSettings(const QString& file) // elsewhere
    {
        m_settings = std::make_unique<QSettings>(file, QSettings::IniFormat);
    }
    void close() { m_settings.reset(); }

    QSettings& settings() const { return *m_settings; }
    // Of a file or folder of this place.
    QString path(const QString& name) const
    {
        return m_dir.filePath(QStringLiteral("%1-%2").arg(name).arg(m_number));
    }

private:
    QTemporaryDir m_dir;
    int m_number = 0;
    std::unique_ptr<QSettings> m_settings;
};

} // namespace fanlight::testing
