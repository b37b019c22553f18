// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

class QIODevice;
class QSaveFile;

namespace fanlight {

// Writes a file so that it is there whole or as it was before. Empty, or what the system said.
QString writeWholeFile(const QString& path, const QByteArray& content);
// Puts what was written in place. Empty, or what the system said; the file is then as it was
// before.
QString commitWholeFile(QSaveFile& file);
// Why a write to the device has just failed, in the system's words ("No space left on device").
QString writeProblem(QIODevice& device);

} // namespace fanlight
