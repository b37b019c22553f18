// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fanlight {

// A payload from a file.
struct PayloadFile {
    QString text;
    bool plainText = false; // it is no JSON, and does not look as if it were meant to be
    QString error; // one sentence; empty: it was read
};

// Reads a file of at most `limit` bytes of UTF-8. May wait for the disk; any thread.
PayloadFile readPayload(const QString& path, qint64 limit);

} // namespace fanlight
