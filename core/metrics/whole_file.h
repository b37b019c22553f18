// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace fanlight {

// Writes a file so that it is there whole or as it was before. Empty, or what the system said.
QString writeWholeFile(const QString& path, const QByteArray& content);

} // namespace fanlight
