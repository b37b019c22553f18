// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace fanlight {

// Asks where a file is to be saved, proposing `name` with `suffix` ("csv"), which a name typed
// without one gets, too; asks before one is replaced. Empty when the user thought better of it.
QString askSavePath(QWidget* parent, const QString& title, const QString& name,
    const QString& suffix, const QString& filter);

} // namespace fanlight
