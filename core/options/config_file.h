// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options/option_spec.h"

#include <QHash>
#include <QStringList>

#include <optional>
#include <vector>

namespace fanlight {

// A file of options that a person writes, as --config names it: lines "name = value" below
// "[hub]", remarks behind "#" or ";" at the beginning of a line. What the settings file of the
// window looks like is taken as well, its other sections are left out. Whatever is wrong is said
// with its line. At most MostBytes of UTF-8. A plain value; any thread.
class ConfigFile {
public:
    static constexpr qint64 MostBytes = 1 << 20;

    struct Entry {
        QString value; // not empty: what is left empty is as good as absent
        int line; // 1 is the first
    };

    // `specs` are the options it may hold, `section` the one they stand in.
    static ConfigFile read(
        const QString& path, QLatin1StringView section, const std::vector<OptionSpec>& specs);

    const Entry* find(QLatin1StringView name) const; // null: it does not say
    // Where an entry stands, as the line about what is wrong begins: "FILE:12: retry".
    QString placeOf(QLatin1StringView name) const;
    const QString& path() const { return m_path; }
    const QStringList& faults() const { return m_faults; } // "FILE:12: …"
    const QStringList& notes() const { return m_notes; } // what makes no difference here, likewise

private:
    class Reader;

    QString m_path;
    QHash<QString, Entry> m_entries; // by the option's name
    QStringList m_faults;
    QStringList m_notes;
};

} // namespace fanlight
