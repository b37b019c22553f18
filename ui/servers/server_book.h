// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servers/server_profile.h"

#include <QObject>

#include <vector>

class QSettings;

namespace fanlight {

// The servers that the user knows, kept in the settings below "servers/ID/…" so that what several
// windows add comes together; ordered by group, then by name. What stands there is checked: what
// will not do is left out, and problem() says so. Main thread; owned by the desk.
class ServerBook : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t Most = 200;

    explicit ServerBook(QSettings& settings, QObject* parent = nullptr); // which outlive it

    const std::vector<ServerProfile>& all() const { return m_all; }
    const ServerProfile* find(QStringView id) const; // null: there is none
    const ServerProfile* findNamed(const QString& name) const; // whatever its case
    QStringList groups() const; // that there are, in their order
    // Adds it, or puts it in the place of the one with its id. Empty, or why not.
    QString put(const ServerProfile& profile);
    QString problemOf(const ServerProfile& profile) const; // as put() would say
    void remove(const QString& id);
    void reload(); // what other windows have changed
    QString problem() const { return m_problem; } // of what was read; empty: none

Q_SIGNALS:
    void changed();

private:
    void sort();

    QSettings& m_settings;
    std::vector<ServerProfile> m_all;
    QString m_problem;
};

} // namespace fanlight
