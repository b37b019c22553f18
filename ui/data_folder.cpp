// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "data_folder.h"

#include <QDir>
#include <QStandardPaths>

namespace fanlight::data_folder {

using namespace Qt::Literals::StringLiterals;

QString path()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/fanlight"_s;
}

void takeOver()
{
    takeOver(path() + u"/fanlight"_s, path());
}

void takeOver(const QString& old, const QString& now)
{
    const QDir from(old);
    if (!from.exists())
        return;
    QDir().mkpath(now);
    const QStringList names
        = from.entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QString& name : names) {
        // moved in one step, or left where it is; nothing is replaced
        if (const QString there = now + u'/' + name; !QFileInfo::exists(there))
            QFile::rename(from.filePath(name), there);
    }
    QDir().rmdir(old); // only where nothing is left
}

} // namespace fanlight::data_folder
