// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/whole_file.h"

#include <QSaveFile>

#include <cerrno>
#include <system_error>

#include <unistd.h>

namespace fanlight {

QString writeWholeFile(const QString& path, const QByteArray& content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    return file.write(content) == content.size() ? commitWholeFile(file) : writeProblem(file);
}

QString commitWholeFile(QSaveFile& file)
{
    if (!file.flush())
        return writeProblem(file);
    return file.commit() ? QString() : writeProblem(file);
}

// Where the system took a part of what was written Qt knows of no reason; the next byte is refused
// with one.
QString writeProblem(QIODevice& device)
{
    const QString known = device.errorString();
    const auto* file = qobject_cast<QFileDevice*>(&device);
    const bool isUnknown = known.isEmpty() || known == QIODevice::tr("Unknown error");
    if (isUnknown && file && file->handle() >= 0 && ::write(file->handle(), "", 1) < 0)
        return QString::fromStdString(std::system_category().message(errno));
    return known;
}

} // namespace fanlight
